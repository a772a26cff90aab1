import {
  applyDeleted,
  applyIds,
  applySearch,
  type BulkBody,
  type BulkResult,
  BulkRunner,
  badField,
  csvFile,
  definedFields,
  notFound,
  type Page,
  paginate,
  recordBatches,
  staleVersion,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';
import { endOf, startOf } from '../engine/index.js';
import {
  type CreateRule,
  isValidOnce,
  type RuleExport,
  type RuleFilters,
  type RuleList,
  type RuleView,
  type UpdateRule,
  VALID_TO_TOO_EARLY,
} from './dto/rule.dto.js';
import { PricingRule } from './pricing-rule.entity.js';
import { RULE_COLUMNS } from './rule.columns.js';
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
    private readonly bulkRunner: BulkRunner,
    private readonly records: RuleRecords,
  ) {}

  list(query: RuleList): Promise<Page<RuleView>> {
    return paginate(this.matching(query), query, toRuleView);
  }

  /** Everything that the list would show on all its pages. */
  async export(query: RuleExport): Promise<StreamableFile> {
    const batches = await recordBatches({
      matching: this.matching(query),
      sort: query.sort,
      among: () => this.shown(query.deleted),
      present: (records) => records.map(toRuleView),
    });
    return csvFile('pricing-rules', RULE_COLUMNS, batches);
  }

  bulk(body: BulkBody): Promise<BulkResult> {
    return this.bulkRunner.perform(body, 'pricing', {
      activate: (id) => this.setActive(id, true),
      deactivate: (id) => this.setActive(id, false),
      delete: (id) => this.remove(id),
      restore: (id) => this.restore(id),
    });
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

  /** Whatever its version: nothing but this one field changes. */
  private async setActive(id: number, isActive: boolean): Promise<void> {
    await this.unitOfWork.run(async () => {
      const rule = await this.records.lock(id);
      if (rule.isActive === isActive) return;
      await this.records.save(rule, { isActive }, 'updated');
    });
  }

  private matching(query: RuleFilters): SelectQueryBuilder<PricingRule> {
    const rules = applyIds(this.shown(query.deleted), query.ids);
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

  /** What a list shows: what is there, or what was deleted. */
  private shown(deleted: boolean | undefined): SelectQueryBuilder<PricingRule> {
    return applyDeleted(this.unitOfWork.manager.createQueryBuilder(PricingRule, 'rule'), deleted, 'pricing:delete');
  }

  private living(): SelectQueryBuilder<PricingRule> {
    return this.unitOfWork.manager.createQueryBuilder(PricingRule, 'rule').where({ deletedAt: IsNull() });
  }
}
