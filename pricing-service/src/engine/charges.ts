import { type Exact, exact, formatMoney, roundMoney, sum } from './money.js';
import type { Modifier, Rule, WeightBand } from './rule.js';

/** One surcharge or discount of a quote; amount is positive and rounded to the currency's minor units. */
export interface Line {
  type: string;
  ruleId: number;
  amount: string;
  percentage?: string;
}

export function bandOf(bands: WeightBand[], weight: Exact): WeightBand | undefined {
  return bands.find((band) => band.upTo === undefined || weight.lt(band.upTo));
}

/** The weight's price: the flat price of its band where the rule has bands, else kg times the rate per kg. */
export function weightCharge({ pricing }: Rule, weight: Exact): Exact {
  if (pricing.weightBands?.length) {
    return roundMoney(exact(bandOf(pricing.weightBands, weight)?.rate ?? 0), pricing.currency);
  }
  return roundMoney(weight.times(pricing.perKgRate ?? 0), pricing.currency);
}

/** The distance's price; an unknown distance costs nothing (the trace says so). */
export function distanceCharge({ pricing }: Rule, distance: Exact | undefined): Exact {
  return roundMoney((distance ?? exact(0)).times(pricing.perKmRate ?? 0), pricing.currency);
}

function line(modifier: Modifier, ruleId: number, subtotal: Exact, currency: string): Line {
  const { type, amount, percentage } = modifier;
  if (percentage === undefined) return { type, ruleId, amount: formatMoney(exact(amount ?? 0), currency) };
  return { type, ruleId, amount: formatMoney(subtotal.times(percentage).div(100), currency), percentage };
}

/** The surcharges or discounts of all rules, in the order of the rules; percentages are of the rounded subtotal. */
export function lines(rules: Rule[], kind: 'surcharges' | 'discounts', subtotal: Exact, currency: string): Line[] {
  return rules.flatMap((rule) => (rule.pricing[kind] ?? []).map((entry) => line(entry, rule.id, subtotal, currency)));
}

export function lineTotal(entries: Line[]): Exact {
  return sum(entries.map((entry) => exact(entry.amount)));
}

export type Bound = 'floor_applied' | 'minimum_charge_applied' | 'maximum_charge_applied';

/** Keeps the amount at or above 0 and within the rule's minimum and maximum charge; says which of them moved it. */
export function bounded(net: Exact, { pricing }: Rule): { value: Exact; bounds: Bound[] } {
  const bounds: Bound[] = [];
  let value = net;
  const move = (bound: Bound, limit: Exact) => {
    value = limit;
    bounds.push(bound);
  };
  const minimum = roundMoney(exact(pricing.minimumCharge ?? 0), pricing.currency);
  if (value.lt(minimum)) move(minimum.isZero() ? 'floor_applied' : 'minimum_charge_applied', minimum);
  if (pricing.maximumCharge !== undefined) {
    const maximum = roundMoney(exact(pricing.maximumCharge), pricing.currency);
    if (value.gt(maximum)) move('maximum_charge_applied', maximum);
  }
  return { value, bounds };
}
