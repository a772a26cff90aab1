import { isZero, negative } from '../format/decimal';
import type { Calculation, Modifier } from './price';

export interface Line {
  kind: 'baseRate' | 'weightRate' | 'distanceRate' | 'subtotal' | 'surcharge' | 'discount' | 'adjustment' | 'taxes';
  /** Signed decimal text: what is taken away is negative. */
  amount: string;
  modifier?: Modifier;
}

/** What a total is made of, in the order of the sum: all lines but the subtotal add up to the total exactly. */
export function linesOf(calculation: Calculation): Line[] {
  const { baseRate, weightRate, distanceRate, subtotal, surcharges, discounts, adjustment, taxes } = calculation;
  return [
    { kind: 'baseRate', amount: baseRate },
    { kind: 'weightRate', amount: weightRate },
    { kind: 'distanceRate', amount: distanceRate },
    { kind: 'subtotal', amount: subtotal },
    ...surcharges.map((modifier): Line => ({ kind: 'surcharge', amount: modifier.amount, modifier })),
    ...discounts.map((modifier): Line => ({ kind: 'discount', amount: negative(modifier.amount), modifier })),
    ...(isZero(adjustment) ? [] : [{ kind: 'adjustment', amount: adjustment } as const]),
    { kind: 'taxes', amount: taxes },
  ];
}
