import { CONFIG, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Config } from '../config.js';
import type { Rule } from '../engine/index.js';
import { PricingRule } from './pricing-rule.entity.js';
import { RuleSetVersion } from './rule-set.version.js';

export interface RuleSet {
  version: number;
  rules: Rule[];
}

function toEngineRule(rule: PricingRule): Rule {
  const { id, version, name, isActive, priority, validFrom, validTo, conditions, pricing } = rule;
  return { id, version, name, isActive, priority, validFrom, validTo, conditions, pricing };
}

/**
 * The active rules, kept in memory and checked against the rule set's version at each use: one read by primary key,
 * so that no replica prices with rules that another one has changed, and no quote loads all rules. The time limit is
 * for what changes rules without raising the version: a restored backup, SQL by hand.
 */
@Injectable()
export class ActiveRules {
  private held?: RuleSet;
  private heldUntil = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ruleSet: RuleSetVersion,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async current(): Promise<RuleSet> {
    if (this.held && Date.now() < this.heldUntil && this.held.version === (await this.ruleSet.current())) {
      return this.held;
    }
    const snapshotMayBeOld = this.unitOfWork.inTransaction;
    const loaded = await this.load();
    // A transaction that began earlier may see an older state: right for its own quote, but not what to keep.
    if (!this.held || !snapshotMayBeOld || loaded.version >= this.held.version) {
      this.held = loaded;
      this.heldUntil = Date.now() + this.config.CACHE_TTL_RULES_SECONDS * 1000;
    }
    return loaded;
  }

  /** In one transaction, whose snapshot holds exactly the rules of the version that it shows. */
  private load(): Promise<RuleSet> {
    return this.unitOfWork.run(async (manager) => {
      const version = await this.ruleSet.current();
      const rules = await manager.findBy(PricingRule, { isActive: true, deletedAt: IsNull() });
      return { version, rules: rules.map(toEngineRule) };
    });
  }
}
