import { jsonOf, numeric, type SourceFields } from '@hybrid-fleet/service-kit';
import { exact } from '../engine/index.js';

const DECIMALS = 6;
/** The keys of pricing JSON under which an amount of money stands, at any depth. */
const AMOUNTS = new Set(['baseRate', 'perKgRate', 'perKmRate', 'minimumCharge', 'maximumCharge', 'rate', 'amount']);

export function conditionsOf(fields: SourceFields): unknown {
  if (fields.value('conditions') !== null) return jsonColumn(fields, 'conditions');
  return filled({
    carrierId: numeric(fields.value('carrierId')),
    serviceType: fields.value('serviceType'),
    weightRange: rangeOf(fields, 'minWeight', 'maxWeight'),
    distanceRange: rangeOf(fields, 'minDistance', 'maxDistance'),
    originCountry: fields.value('originCountry'),
    destinationCountry: fields.value('destinationCountry'),
    customerType: fields.value('customerType'),
    customerId: numeric(fields.value('customerId')),
  });
}

export function pricingOf(fields: SourceFields): unknown {
  const flat = fields.value('pricing') === null;
  const given = flat ? flatPricing(fields) : jsonColumn(fields, 'pricing');
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  const pricing = exactAmounts(fields, given, flat ? '' : 'pricing.') as Record<string, unknown>;
  const { currency } = fields.context;
  if (pricing.currency || !currency) return pricing;
  fields.change('currency', 'is missing: as --currency says', undefined, currency);
  return { ...pricing, currency };
}

function flatPricing(fields: SourceFields): unknown {
  return filled({
    baseRate: fields.value('baseRate'),
    currency: fields.value('currency'),
    perKgRate: fields.value('perKgRate'),
    perKmRate: fields.value('perKmRate'),
    minimumCharge: fields.value('minimumCharge'),
    maximumCharge: fields.value('maximumCharge'),
    weightBands: jsonColumn(fields, 'weightBands'),
    surcharges: jsonColumn(fields, 'surcharges'),
    discounts: jsonColumn(fields, 'discounts'),
  });
}

/** What JSON text says; text that is none stays as it is, for the schema to refuse. */
function jsonColumn(fields: SourceFields, field: string): unknown {
  const value = fields.value(field);
  return value === null ? null : (jsonOf(value) ?? value);
}

/** Columns hold exact decimals as text, and measures are numbers here. */
function rangeOf(fields: SourceFields, from: string, to: string): unknown {
  const [min, max] = [fields.value(from), fields.value(to)];
  return min === null && max === null ? null : filled({ min: asNumber(min), max: asNumber(max) });
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

/**
 * Amounts as decimal text. What a FLOAT column or a longer DECIMAL has beyond six decimals is rounded half-even (the
 * engine's way), and reported, because rates of six decimals are what prices here are made of.
 */
function exactAmounts(fields: SourceFields, value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((entry, index) => exactAmounts(fields, entry, `${path}${index}.`));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    AMOUNTS.has(key) ? exactAmount(fields, `${path}${key}`, entry) : exactAmounts(fields, entry, `${path}${key}.`),
  ]);
  return Object.fromEntries(entries);
}

function exactAmount(fields: SourceFields, field: string, value: unknown): unknown {
  if (typeof value !== 'number' && typeof value !== 'string') return value;
  const text = String(value).trim();
  if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return value;
  const amount = exact(text);
  const rounded = amount.toDecimalPlaces(DECIMALS);
  if (!rounded.eq(amount)) fields.change(field, `has more than ${DECIMALS} decimals: rounded`, text, rounded.toFixed());
  return rounded.toFixed();
}

function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
