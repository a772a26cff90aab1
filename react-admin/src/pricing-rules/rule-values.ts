import type { RaRecord } from 'ra-core';

type Fields = Record<string, unknown>;

/** What a surcharge or a discount may be; a form's line holds both values, and `kind` says which one counts. */
export type Kind = 'amount' | 'percentage';

export const kindOf = (line: Fields | undefined): Kind =>
  (line?.kind as Kind | undefined) ?? (isEmpty(line?.percentage) ? 'amount' : 'percentage');

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);

/** Without its empty parts: an absent condition matches anything, an absent charge costs nothing. */
function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

/** Measures are numbers to the service; the form holds what was typed as text. What is no number it refuses itself. */
const measure = (value: unknown) => (typeof value === 'string' && value !== '' ? Number(value) : value);

const range = (value: unknown) => {
  const { min, max } = (value ?? {}) as Fields;
  return filled({ min: measure(min), max: measure(max) });
};

const lines = (value: unknown) =>
  ((value ?? []) as Fields[]).map((line) => {
    const kind = kindOf(line);
    return filled({ type: line?.type, [kind]: line?.[kind] });
  });

const bands = (value: unknown) =>
  ((value ?? []) as Fields[]).map((band) => filled({ upTo: measure(band?.upTo), rate: band?.rate }));

/**
 * The rule that a form holds, as the service takes it: only what a rule has, which also makes a new rule of another's
 * record. Amounts stay the text that was typed.
 */
export function toRule({ conditions = {}, pricing = {}, ...values }: RaRecord): RaRecord {
  const fields = ['name', 'description', 'isActive', 'priority', 'validFrom', 'validTo'];
  const rule = Object.fromEntries(fields.flatMap((name) => (name in values ? [[name, values[name]]] : [])));
  return {
    ...rule,
    conditions: filled({
      ...conditions,
      weightRange: range(conditions.weightRange),
      distanceRange: range(conditions.distanceRange),
    }),
    pricing: filled({
      ...pricing,
      weightBands: bands(pricing.weightBands),
      surcharges: lines(pricing.surcharges),
      discounts: lines(pricing.discounts),
    }),
  } as unknown as RaRecord;
}
