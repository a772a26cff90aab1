import { History, notFound, Outbox, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { endOf, startOf } from '../engine/index.js';
import { PricingRule } from './pricing-rule.entity.js';
import { RuleSetVersion } from './rule-set.version.js';

export type RuleEvent =
  | 'pricing.rule.created'
  | 'pricing.rule.updated'
  | 'pricing.rule.deleted'
  | 'pricing.rule.restored';

/** The public state of a rule that its events carry. */
export function ruleState(rule: PricingRule) {
  return {
    ruleId: rule.id,
    name: rule.name,
    description: rule.description,
    isActive: rule.isActive,
    priority: rule.priority,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    conditions: { ...rule.conditions },
    pricing: { ...rule.pricing },
    version: rule.version,
    deletedAt: rule.deletedAt?.toISOString() ?? null,
    createdAt: rule.createdAt.toISOString(),
    updatedAt: rule.updatedAt.toISOString(),
  };
}

/** What the history keeps: what people can read and change. */
function recorded({ name, description, isActive, priority, validFrom, validTo, conditions, pricing }: PricingRule) {
  return { name, description, isActive, priority, validFrom, validTo, conditions, pricing };
}

export type NewRule = Pick<PricingRule, 'name' | 'isActive' | 'priority' | 'conditions' | 'pricing'> & {
  description?: string | null;
  validFrom?: string | null;
  validTo?: string | null;
};

/** The columns that repeat a part of the rule for lists. */
export function derived({ validFrom, validTo, conditions, pricing }: NewRule) {
  return {
    startsAt: validFrom ? startOf(validFrom) : null,
    endsAt: validTo ? endOf(validTo) : null,
    carrierId: conditions.carrierId ?? null,
    serviceType: conditions.serviceType ?? null,
    originCountry: conditions.originCountry ?? null,
    destinationCountry: conditions.destinationCountry ?? null,
    baseRate: pricing.baseRate,
  };
}

/**
 * The only code that writes rules: each write raises the rule's version and the rule set's, says so in an event and is
 * kept in the history, in one transaction.
 */
@Injectable()
export class RuleRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly history: History,
    private readonly ruleSet: RuleSetVersion,
  ) {}

  async insert(fields: NewRule): Promise<PricingRule> {
    const now = new Date();
    const { name, isActive, priority, conditions, pricing } = fields;
    const rule: PricingRule = {
      id: 0,
      name,
      description: fields.description ?? null,
      isActive,
      priority,
      validFrom: fields.validFrom ?? null,
      validTo: fields.validTo ?? null,
      conditions,
      pricing,
      ...derived(fields),
      version: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    const { id, ...columns } = rule;
    const result = await this.unitOfWork.manager.insert(PricingRule, columns as object);
    rule.id = Number(result.identifiers[0]?.id);
    await this.history.add(PricingRule, rule.id, { action: 'created', version: 1, after: recorded(rule) });
    await this.changed('pricing.rule.created', rule);
    return rule;
  }

  /** The rule, locked until the transaction ends. */
  async lock(id: number, options: { deletedToo?: boolean } = {}): Promise<PricingRule> {
    const rule = await this.unitOfWork.manager.findOne(PricingRule, {
      where: { id, ...(options.deletedToo ? {} : { deletedAt: IsNull() }) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!rule) throw notFound('rule');
    return rule;
  }

  /** Writes `changes` to a rule that `lock` answered. */
  async save(
    rule: PricingRule,
    changes: Partial<PricingRule>,
    action: 'updated' | 'deleted' | 'restored',
  ): Promise<PricingRule> {
    const before = recorded(rule);
    Object.assign(rule, changes, { version: rule.version + 1, updatedAt: new Date() });
    Object.assign(rule, derived(rule));
    const { id, createdAt, version, ...columns } = rule;
    await this.unitOfWork.manager.update(PricingRule, id, { ...columns, version } as object);
    await this.history.add(PricingRule, id, { action, version, before, after: recorded(rule) });
    await this.changed(`pricing.rule.${action}`, rule);
    return rule;
  }

  private async changed(type: RuleEvent, rule: PricingRule): Promise<void> {
    await this.ruleSet.raise();
    await this.outbox.add({ type, aggregateId: String(rule.id), data: ruleState(rule) });
  }
}
