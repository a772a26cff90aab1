import { type Exact, exact } from './money.js';
import type { QuoteRequest } from './rule.js';

export interface ChargeableWeight {
  actual: Exact;
  /** Volume in cm³ over the service's divisor, in kg to 6 decimals; absent without dimensions or divisor. */
  dimensional?: Exact;
  chargeable: Exact;
}

/** Light, bulky parcels are charged by their volume: the larger of the actual and the dimensional weight counts. */
export function chargeableWeight(request: QuoteRequest): ChargeableWeight {
  const actual = exact(request.weight);
  const { dimensions, dimensionalDivisor } = request;
  if (!dimensions || !dimensionalDivisor) return { actual, chargeable: actual };
  const volume = exact(dimensions.length).times(dimensions.width).times(dimensions.height);
  // Rounded so that the weight which the trace shows is the very one that is charged.
  const dimensional = volume.div(dimensionalDivisor).toDecimalPlaces(6);
  return { actual, dimensional, chargeable: dimensional.gt(actual) ? dimensional : actual };
}
