import { type CsvColumn, cellLines } from '@hybrid-fleet/service-kit';
import type { CalculationView } from './dto/calculation.dto.js';

type Requested = CalculationView['request'];
type Amounts = CalculationView['calculation'];

const asked = (name: Exclude<keyof Requested, 'dimensions'>): CsvColumn<CalculationView> => [
  name,
  ({ request }) => request[name],
];
const amount = (name: Exclude<keyof Amounts, 'surcharges' | 'discounts'>): CsvColumn<CalculationView> => [
  name,
  ({ calculation }) => calculation[name],
];
/** One line each: `fuel 1.20` */
const lines = (name: 'surcharges' | 'discounts'): CsvColumn<CalculationView> => [
  name,
  ({ calculation }) => cellLines(calculation[name], (line) => `${line.type} ${line.amount}`),
];

/** What an export shows of a quote: everything but its trace, which is for looking at one quote. */
export const CALCULATION_COLUMNS: readonly CsvColumn<CalculationView>[] = [
  ['id', ({ id }) => id],
  ['calculatedAt', ({ calculatedAt }) => calculatedAt],
  asked('carrierId'),
  asked('serviceType'),
  asked('weight'),
  ['length', ({ request }) => request.dimensions?.length],
  ['width', ({ request }) => request.dimensions?.width],
  ['height', ({ request }) => request.dimensions?.height],
  asked('distance'),
  asked('originCountry'),
  asked('destinationCountry'),
  asked('destinationPostcode'),
  asked('customerType'),
  asked('customerId'),
  amount('baseRate'),
  amount('weightRate'),
  amount('distanceRate'),
  amount('subtotal'),
  lines('surcharges'),
  lines('discounts'),
  amount('adjustment'),
  amount('taxes'),
  amount('total'),
  amount('currency'),
  ['appliedRules', ({ appliedRules }) => cellLines(appliedRules, ({ ruleId, name }) => `${ruleId} ${name}`)],
  ['ruleSetVersion', ({ ruleSetVersion }) => ruleSetVersion],
  ['requestId', ({ requestId }) => requestId],
];
