import type { carrierApi, customerApi, pricingApi, userApi } from '@hybrid-fleet/contracts';

/** As services answer `GET <resource>/:id/history`: alike but for the actions that each has. */
export type HistoryEntry =
  | userApi.components['schemas']['HistoryEntry']
  | customerApi.components['schemas']['HistoryEntry']
  | carrierApi.components['schemas']['HistoryEntry']
  | pricingApi.components['schemas']['HistoryEntry'];

export type FieldChange = HistoryEntry['changes'][number];
