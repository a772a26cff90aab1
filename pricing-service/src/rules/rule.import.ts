import type { ImportedRow, ImportTable } from '@hybrid-fleet/contracts';
import { commonFields, importRow, numeric, type SourceFields, text, timeOf } from '@hybrid-fleet/service-kit';
import { exact } from '../engine/index.js';
import { createRuleBody } from './dto/rule.dto.js';
import { conditionsOf, pricingOf } from './rule.import.parts.js';
import { derived } from './rule.records.js';

const RULE_FIELDS = {
  name: ['name', 'rulename', 'title'],
  description: ['description'],
  priority: ['priority'],
  validFrom: ['validfrom', 'startdate', 'startsat', 'effectivefrom'],
  validTo: ['validto', 'validuntil', 'enddate', 'endsat', 'effectiveto'],
  conditions: ['conditions'],
  pricing: ['pricing'],
};

/** Columns of systems that have no JSON: what api clients write as conditions and pricing. */
const FLAT_FIELDS = {
  carrierId: ['carrierid'],
  serviceType: ['servicetype', 'service'],
  minWeight: ['minweight', 'weightmin', 'weightfrom'],
  maxWeight: ['maxweight', 'weightmax', 'weightto'],
  minDistance: ['mindistance', 'distancemin', 'distancefrom'],
  maxDistance: ['maxdistance', 'distancemax', 'distanceto'],
  originCountry: ['origincountry', 'fromcountry', 'origin'],
  destinationCountry: ['destinationcountry', 'tocountry', 'destination'],
  customerType: ['customertype'],
  customerId: ['customerid'],
  baseRate: ['baserate', 'baseprice', 'price', 'rate'],
  currency: ['currency', 'currencycode'],
  perKgRate: ['perkgrate', 'perkg', 'rateperkg', 'priceperkg', 'weightrate'],
  perKmRate: ['perkmrate', 'perkm', 'rateperkm', 'priceperkm', 'distancerate'],
  minimumCharge: ['minimumcharge', 'mincharge', 'minprice'],
  maximumCharge: ['maximumcharge', 'maxcharge', 'maxprice'],
  weightBands: ['weightbands'],
  surcharges: ['surcharges'],
  discounts: ['discounts'],
};

/**
 * Pricing rules of a previous system. A rule is refused when any of its conditions or charges is not understood: left
 * out, it would match more, or charge something else, than it did.
 */
export const ruleImport: ImportTable = {
  table: 'pricing_rules',
  sourceTables: ['pricingrules', 'pricingrule', 'pricerules', 'rates'],
  fields: { ...commonFields, ...RULE_FIELDS, ...FLAT_FIELDS },
  jsonColumns: ['conditions', 'pricing'],
  toRow: (record, context) =>
    importRow(record, context, (fields): ImportedRow['row'] => {
      const { id, version, created_at, updated_at, deleted_at } = fields.common();
      const body = {
        name: fields.name('name', 150),
        description: fields.optional('description', text(2000, 0)),
        isActive: fields.active() === 1,
        priority: numeric(fields.value('priority')) ?? 0,
        validFrom: dayOrInstant(fields, 'validFrom'),
        validTo: dayOrInstant(fields, 'validTo'),
        conditions: conditionsOf(fields),
        pricing: pricingOf(fields),
      };
      const parsed = createRuleBody.safeParse(body);
      if (!parsed.success) {
        for (const { path, message } of parsed.error.issues) fields.refuse(path.join('.'), message, at(body, path));
        return {};
      }
      const rule = { ...parsed.data, description: parsed.data.description ?? null };
      const { startsAt, endsAt, carrierId, serviceType, originCountry, destinationCountry, baseRate } = derived(rule);
      return {
        id,
        name: rule.name,
        description: rule.description,
        is_active: rule.isActive ? 1 : 0,
        priority: rule.priority,
        valid_from: rule.validFrom ?? null,
        valid_to: rule.validTo ?? null,
        starts_at: startsAt ? (timeOf(startsAt.toISOString()) ?? null) : null,
        ends_at: endsAt ? (timeOf(endsAt.toISOString()) ?? null) : null,
        conditions: rule.conditions,
        carrier_id: carrierId,
        service_type: serviceType,
        origin_country: originCountry,
        destination_country: destinationCountry,
        pricing: rule.pricing,
        base_rate: exact(baseRate).toFixed(6),
        version,
        created_at,
        updated_at,
        deleted_at,
      };
    }),
};

/** A DATE column gives a day, DATETIME an instant. */
function dayOrInstant(fields: SourceFields, field: string): unknown {
  const value = fields.value(field);
  if (value === null) return null;
  const text = String(value).trim();
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  return timeOf(text) ? `${timeOf(text)?.replace(' ', 'T')}Z` : text;
}

/** The value at a path that a schema complained of, to show. */
function at(body: unknown, path: PropertyKey[]): unknown {
  return path.reduce((value: unknown, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], body);
}
