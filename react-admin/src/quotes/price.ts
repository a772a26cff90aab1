import type { pricingApi } from '@hybrid-fleet/contracts';

type Schemas = pricingApi.components['schemas'];

/** What a shipment costs, kept as a quote or not. */
export type Price = Schemas['PricePreview'];
export type Calculation = Schemas['PriceCalculation'];
export type Modifier = Calculation['surcharges'][number];
export type Step = Price['trace'][number];

/** A rule that was considered and does not apply, as 422 no_applicable_rule tells. */
export interface Candidate {
  ruleId: number;
  name: string;
  mismatches: Mismatch[];
}

export interface Mismatch {
  condition: string;
  reason: string;
}
