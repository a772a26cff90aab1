import { PricingAnswer } from './calculations/pricing-answer.entity.js';
import { PricingCalculation } from './calculations/pricing-calculation.entity.js';
import { CreatePricing1763900000000 } from './migrations/1763900000000-create-pricing.js';
import { AddHistory1764100000000 } from './migrations/1764100000000-add-history.js';
import { AddSeeds1764400000000 } from './migrations/1764400000000-add-seeds.js';
import { PricingRule } from './rules/pricing-rule.entity.js';

/** The schema pricing_service_db: its entities and, in order, the migrations that made it. */
export const database = {
  prefix: 'PRICING_DB',
  entities: [PricingRule, PricingCalculation, PricingAnswer],
  migrations: [CreatePricing1763900000000, AddHistory1764100000000, AddSeeds1764400000000],
  /** Quotes are history: only ever added. */
  appendOnly: ['pricing_calculations', 'pricing_answers'],
};
