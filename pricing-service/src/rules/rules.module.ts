import { BulkRunner, historyController } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { ActiveRules } from './active-rules.js';
import { PricingRule } from './pricing-rule.entity.js';
import { RuleRecords } from './rule.records.js';
import { RuleSetVersion } from './rule-set.version.js';
import { RulesController } from './rules.controller.js';
import { RulesService } from './rules.service.js';

@Module({
  controllers: [
    RulesController,
    historyController({ path: 'pricing/rules', tag: 'pricing rules', noun: 'rule', entity: PricingRule }),
  ],
  providers: [RulesService, BulkRunner, RuleRecords, RuleSetVersion, ActiveRules],
  exports: [ActiveRules],
})
export class RulesModule {}
