import {
  applyDeleted,
  applySearch,
  badField,
  definedFields,
  notFound,
  type Page,
  paginate,
  staleVersion,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';
import { endOf, startOf } from '../engine/index.js';
import {
  type CreateRule,
  isValidOnce,
  type RuleFilters,
  type RuleList,
  type RuleView,
  type UpdateRule,
  VALID_TO_TOO_EARLY,
} from './dto/rule.dto.js';
import { PricingRule } from './pricing-rule.entity.js';
import { RuleRecords } from './rule.records.js';

/** A rule as clients see it. */
export function toRuleView(entity: PricingRule): RuleView {
  const { id, name, description, isActive, priority, validFrom, validTo, conditions, pricing, version } = entity;
  return {
    ...{ id, name, description, isActive, priority, validFrom, validTo, conditions, pricing, version },
    createdAt: entity.createdAt.toISOString(),
    updatedAt: entity.updatedAt.toISOString(),
    deletedAt: entity.deletedAt?.toISOString() ?? null,
  };
}

@Injectable()
export class RulesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly records: RuleRecords,
  ) {}

  list(query: RuleList): Promise<Page<RuleView>> {
    return paginate(this.matching(query), query, toRuleView);
  }

  count(filters: RuleFilters): Promise<number> {
    return this.matching(filters).getCount();
  }

  async byId(id: number): Promise<RuleView> {
    const rule = await this.living().andWhere({ id }).getOne();
    if (!rule) throw notFound('rule');
    return toRuleView(rule);
  }

  create(body: CreateRule): Promise<RuleView> {
    return this.unitOfWork.run(async () => toRuleView(await this.records.insert(body)));
  }

  update(id: number, basedOn: number, changes: UpdateRule): Promise<RuleView> {
    return this.unitOfWork.run(async () => {
      const rule = await this.records.lock(id);
      if (rule.version !== basedOn) throw staleVersion(toRuleView(rule));
      const { version, ...fields } = changes;
      const changed = definedFields(fields);
      // One half of the window may come from this change and the other from what is stored.
      if (!isValidOnce({ ...rule, ...changed })) throw badField('validTo', VALID_TO_TOO_EARLY);
      return toRuleView(await this.records.save(rule, changed, 'updated'));
    });
  }

  remove(id: number): Promise<void> {
    return this.unitOfWork.run(async () => {
      const rule = await this.records.lock(id);
      await this.records.save(rule, { deletedAt: new Date() }, 'deleted');
    });
  }

  /** Undoes a delete; restoring what is not deleted changes nothing. */
  restore(id: number): Promise<RuleView> {
    return this.unitOfWork.run(async () => {
      const rule = await this.records.lock(id, { deletedToo: true });
      if (!rule.deletedAt) return toRuleView(rule);
      return toRuleView(await this.records.save(rule, { deletedAt: null }, 'restored'));
    });
  }

  private matching(query: RuleFilters): SelectQueryBuilder<PricingRule> {
    const rules = this.unitOfWork.manager.createQueryBuilder(PricingRule, 'rule');
    applyDeleted(rules, query.deleted, 'pricing:delete');
    applySearch(rules, query.search, { fullText: ['rule.name', 'rule.description'], prefix: ['rule.name'] });
    const { carrierId, serviceType, country, isActive, validOn } = query;
    rules.andWhere(definedFields({ carrierId, serviceType, isActive }));
    if (country) rules.andWhere('(rule.origin_country = :country OR rule.destination_country = :country)', { country });
    if (validOn) {
      // To the last millisecond, the finest that is stored, and so never beyond the last instant that is.
      const from = startOf(validOn);
      const last = validOn.length === 10 ? new Date(endOf(validOn).getTime() - 1) : from;
      rules.andWhere('(rule.starts_at IS NULL OR rule.starts_at <= :last)', { last });
      rules.andWhere('(rule.ends_at IS NULL OR rule.ends_at > :from)', { from });
    }
    return rules;
  }

  private living(): SelectQueryBuilder<PricingRule> {
    return this.unitOfWork.manager.createQueryBuilder(PricingRule, 'rule').where({ deletedAt: IsNull() });
  }
}
