import type { Exact } from './money.js';
import type { QuoteRequest, Range, Rule, RuleConditions } from './rule.js';
import { endOf, startOf } from './validity.js';

/** Why a rule does not apply: the condition's name as in the API, and a sentence with both sides of the comparison. */
export interface Mismatch {
  condition: string;
  reason: string;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
/** Postcodes are written with and without blanks and hyphens; the comparison knows neither. */
const compact = (postcode: string) => postcode.replace(/[\s-]/g, '').toUpperCase();

function textMismatch(condition: string, wanted: string | undefined, given: string | undefined): Mismatch[] {
  if (wanted === undefined || (given !== undefined && same(wanted, given))) return [];
  return [{ condition, reason: `needs ${wanted}, the request has ${given ?? 'none'}` }];
}

function idMismatch(condition: string, wanted: number | undefined, given: number | undefined): Mismatch[] {
  if (wanted === undefined || wanted === given) return [];
  return [{ condition, reason: `needs ${wanted}, the request has ${given ?? 'none'}` }];
}

function rangeMismatch(
  condition: string,
  range: Range | undefined,
  given: Exact | undefined,
  unit: string,
): Mismatch[] {
  if (!range || (range.min === undefined && range.max === undefined)) return [];
  if (given === undefined) return [{ condition, reason: `needs a value in ${unit}, the request has none` }];
  if (range.min !== undefined && given.lt(range.min)) {
    return [{ condition, reason: `begins at ${range.min} ${unit}, the request has ${given} ${unit}` }];
  }
  if (range.max !== undefined && given.gte(range.max)) {
    return [{ condition, reason: `ends before ${range.max} ${unit}, the request has ${given} ${unit}` }];
  }
  return [];
}

function postcodeMismatch(prefixes: string[] | undefined, postcode: string | undefined): Mismatch[] {
  if (!prefixes?.length) return [];
  if (postcode && prefixes.some((prefix) => compact(postcode).startsWith(compact(prefix)))) return [];
  const reason = `needs a postcode beginning with ${prefixes.join(', ')}, the request has ${postcode ?? 'none'}`;
  return [{ condition: 'destinationPostcodePrefixes', reason }];
}

function validityMismatch(rule: Rule, at: Date): Mismatch[] {
  const now = at.toISOString();
  if (rule.validFrom && at < startOf(rule.validFrom)) {
    return [{ condition: 'validFrom', reason: `valid from ${rule.validFrom}, it is ${now}` }];
  }
  if (rule.validTo && at >= endOf(rule.validTo)) {
    return [{ condition: 'validTo', reason: `valid to ${rule.validTo}, it is ${now}` }];
  }
  return [];
}

/** A rule with bands has no price for a weight beyond the last one, so it cannot apply there. */
function bandMismatch(rule: Rule, weight: Exact): Mismatch[] {
  const last = rule.pricing.weightBands?.at(-1)?.upTo;
  if (last === undefined || weight.lt(last)) return [];
  return [{ condition: 'weightBands', reason: `the last band ends before ${last} kg, the request has ${weight} kg` }];
}

/** Everything that keeps the rule from applying to the request at that instant; empty when it applies. */
export function mismatches(rule: Rule, request: QuoteRequest, weight: Exact, distance: Exact | undefined, at: Date) {
  const wanted = rule.conditions;
  return [
    ...(rule.isActive ? [] : [{ condition: 'isActive', reason: 'the rule is not active' }]),
    ...validityMismatch(rule, at),
    ...idMismatch('carrierId', wanted.carrierId, request.carrierId),
    ...textMismatch('serviceType', wanted.serviceType, request.serviceType),
    ...rangeMismatch('weightRange', wanted.weightRange, weight, 'kg'),
    ...rangeMismatch('distanceRange', wanted.distanceRange, distance, 'km'),
    ...textMismatch('originCountry', wanted.originCountry, request.originCountry),
    ...textMismatch('destinationCountry', wanted.destinationCountry, request.destinationCountry),
    ...postcodeMismatch(wanted.destinationPostcodePrefixes, request.destinationPostcode),
    ...textMismatch('customerType', wanted.customerType, request.customerType),
    ...idMismatch('customerId', wanted.customerId, request.customerId),
    ...bandMismatch(rule, weight),
  ];
}

/** How narrow a rule is: of two with the same priority the one with more conditions gives the base rate. */
export function conditionCount(conditions: RuleConditions): number {
  const isSet = (value: unknown) => {
    if (Array.isArray(value)) return value.length > 0;
    if (value !== null && typeof value === 'object') return Object.values(value).some((part) => part !== undefined);
    return value !== undefined && value !== null;
  };
  return Object.values(conditions).filter(isSet).length;
}
