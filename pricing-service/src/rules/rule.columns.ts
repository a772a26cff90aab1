import { type CsvColumn, cellLines } from '@hybrid-fleet/service-kit';
import type { Modifier, RuleConditions, RulePricing, WeightBand } from '../engine/index.js';
import type { RuleView } from './dto/rule.dto.js';

/** `below 5 kg: 4.90`; the last band may have no end. */
const bandLine = ({ upTo, rate }: WeightBand) => `${upTo === undefined ? 'above' : `below ${upTo} kg`}: ${rate}`;

/** `fuel 12%` or `island 5.00` */
const modifierLine = ({ type, amount, percentage }: Modifier) => `${type} ${amount ?? `${percentage}%`}`;

type Plain<T> = { [K in keyof T]-?: Exclude<T[K], undefined> extends string | number ? K : never }[keyof T];

const condition = (name: Plain<RuleConditions>): CsvColumn<RuleView> => [name, (rule) => rule.conditions[name]];
const price = (name: Plain<RulePricing>): CsvColumn<RuleView> => [name, (rule) => rule.pricing[name]];

const range = (name: 'weightRange' | 'distanceRange'): CsvColumn<RuleView>[] => [
  [`${name}.min`, ({ conditions }) => conditions[name]?.min],
  [`${name}.max`, ({ conditions }) => conditions[name]?.max],
];

/** What an export shows of a rule. */
export const RULE_COLUMNS: readonly CsvColumn<RuleView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['description', ({ description }) => description],
  ['isActive', ({ isActive }) => isActive],
  ['priority', ({ priority }) => priority],
  ['validFrom', ({ validFrom }) => validFrom],
  ['validTo', ({ validTo }) => validTo],
  condition('carrierId'),
  condition('serviceType'),
  ...range('weightRange'),
  ...range('distanceRange'),
  condition('originCountry'),
  condition('destinationCountry'),
  ['destinationPostcodePrefixes', ({ conditions }) => conditions.destinationPostcodePrefixes?.join(', ')],
  condition('customerType'),
  condition('customerId'),
  price('baseRate'),
  price('currency'),
  price('perKgRate'),
  price('perKmRate'),
  ['weightBands', ({ pricing }) => cellLines(pricing.weightBands, bandLine)],
  price('minimumCharge'),
  price('maximumCharge'),
  ['surcharges', ({ pricing }) => cellLines(pricing.surcharges, modifierLine)],
  ['discounts', ({ pricing }) => cellLines(pricing.discounts, modifierLine)],
  ['version', ({ version }) => version],
  ['createdAt', ({ createdAt }) => createdAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['deletedAt', ({ deletedAt }) => deletedAt],
];
