import { Decimal } from 'decimal.js';

// Sixty digits: the largest product here (a DECIMAL(19,6) rate times a weight of 13 digits) is exact well below that.
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -30, toExpPos: 60 });
export type Exact = Decimal;

const ZERO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
const FOUR_DECIMALS = 'CLF UYW'.split(' ');

// Ours and not Intl's table of digits: a price must not change with the ICU data of the Node that computes it.
const digits = new Map<string, number>([
  ...ZERO_DECIMALS.map((code) => [code, 0] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
  ...FOUR_DECIMALS.map((code) => [code, 4] as const),
]);

const known = new Set([...Intl.supportedValuesOf('currency'), ...digits.keys()]);

/** Whether the text is an ISO 4217 code in upper case. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** Number of decimals of the currency's minor unit (ISO 4217): 2 for EUR, 0 for JPY, 3 for BHD. */
export function minorUnits(currency: string): number {
  return digits.get(currency) ?? 2;
}

export function exact(value: string | number | Decimal): Exact {
  return new Exact(value);
}

/** Rounds half to even at the currency's minor unit: 0.125 EUR is 0.12, 0.135 EUR is 0.14. */
export function roundMoney(value: Exact, currency: string): Exact {
  return value.toDecimalPlaces(minorUnits(currency), Decimal.ROUND_HALF_EVEN);
}

/** The amount as it goes over the wire: always with all decimals of its currency ("12.50", "1250" for JPY). */
export function formatMoney(value: Exact, currency: string): string {
  return roundMoney(value, currency).toFixed(minorUnits(currency));
}

export function sum(values: Exact[]): Exact {
  return values.reduce((total, value) => total.plus(value), exact(0));
}
