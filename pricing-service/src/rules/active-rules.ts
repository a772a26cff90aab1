import { CONFIG, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Config } from '../config.js';
import type { Rule } from '../engine/index.js';
import { PricingRule } from './pricing-rule.entity.js';
import { CURRENT_VERSION, RuleSetVersion } from './rule-set.version.js';

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
  private loading?: { version: number; load: Promise<RuleSet> };

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ruleSet: RuleSetVersion,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async current(): Promise<RuleSet> {
    const version = await this.ruleSet.current();
    if (this.held?.version === version && Date.now() < this.heldUntil) return this.held;
    // Quotes that find the same version share one load; one that finds a newer version does not wait for an older load.
    if (this.loading?.version !== version) {
      const load = this.load(version).finally(() => {
        if (this.loading?.load === load) this.loading = undefined;
      });
      this.loading = { version, load };
    }
    return this.loading.load;
  }

  private async load(found: number): Promise<RuleSet> {
    this.held = await this.read(found);
    this.heldUntil = Date.now() + this.config.CACHE_TTL_RULES_SECONDS * 1000;
    return this.held;
  }

  /**
   * The rules as the running transaction sees them, past the memory. One statement, because in READ COMMITTED each has a
   * snapshot of its own: the version beside the rules is the one that they are of. Without any rule it is `found`, the
   * version that was there before, which a newer rule set outdates.
   */
  async read(found: number): Promise<RuleSet> {
    const { entities, raw } = await this.unitOfWork.manager
      .createQueryBuilder(PricingRule, 'rule')
      .addSelect(`(${CURRENT_VERSION})`, 'rule_set_version')
      .where({ isActive: true, deletedAt: IsNull() })
      .getRawAndEntities();
    return { version: Number(raw[0]?.rule_set_version ?? found), rules: entities.map(toEngineRule) };
  }
}
