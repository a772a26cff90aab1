import { Decimal } from 'decimal.js';
import { NOON, request, rule } from '../../test/samples.js';
import { minorUnits } from './money.js';
import { type Calculation, quote } from './quote.js';
import type { Modifier, QuoteRequest, Rule } from './rule.js';

const ROUNDS = 1000;

/** mulberry32: the same numbers in every run, so that a failure can be repeated by its seed. */
function randomness(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    integer,
    pick: <T>(values: T[]) => values[integer(values.length)] as T,
    maybe: <T>(value: T) => (next() < 0.5 ? value : undefined),
    /** A decimal string with six decimals, often just on a tie of cents or mills. */
    rate: (below: number) => (next() < 0.3 ? `${integer(below)}.${integer(1000)}5` : `${(next() * below).toFixed(6)}`),
    shuffle: <T>(values: T[]) =>
      values
        .map((value) => [next(), value] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, v]) => v),
  };
}
type Randomness = ReturnType<typeof randomness>;

function modifiers(random: Randomness): Modifier[] {
  return Array.from({ length: random.integer(3) }, (_, index) =>
    random.integer(2)
      ? { type: `m${index}`, amount: random.rate(20) }
      : { type: `m${index}`, percentage: random.rate(40) },
  );
}

function randomRule(random: Randomness, id: number, currency: string): Rule {
  const minimum = random.maybe(random.rate(60));
  return rule(
    id,
    {
      currency: random.integer(5) ? currency : 'USD',
      baseRate: random.integer(4) ? random.rate(100) : '0',
      perKgRate: random.maybe(random.rate(9)),
      perKmRate: random.maybe(random.rate(1)),
      weightBands: random.maybe([{ upTo: 5, rate: random.rate(9) }, { rate: random.rate(30) }]),
      minimumCharge: minimum,
      maximumCharge: random.maybe(new Decimal(minimum ?? 0).plus(random.rate(90)).toFixed()),
      surcharges: modifiers(random),
      discounts: modifiers(random),
    },
    {
      priority: random.integer(3),
      conditions: random.pick([{}, { carrierId: 1 }, { carrierId: 2 }, { serviceType: 'express' }]),
    },
  );
}

function amounts(calculation: Calculation): string[] {
  const { surcharges, discounts, currency: _, ...plain } = calculation;
  return [...Object.values(plain), ...[...surcharges, ...discounts].map(({ amount }) => amount)];
}

const add = (lines: { amount: string }[]) => lines.reduce((total, line) => total.plus(line.amount), new Decimal(0));

function check(rules: Rule[], ask: QuoteRequest, shuffled: Rule[]): boolean {
  const result = quote(ask, rules, NOON);
  expect(quote(ask, shuffled, NOON)).toEqual(result);
  if (result.outcome !== 'quoted') return false;
  const { calculation } = result;
  const { baseRate, weightRate, distanceRate, subtotal, surcharges, discounts, adjustment, taxes, total } = calculation;
  expect(new Decimal(baseRate).plus(weightRate).plus(distanceRate).eq(subtotal)).toBe(true);
  const sum = new Decimal(subtotal).plus(add(surcharges)).minus(add(discounts)).plus(adjustment).plus(taxes);
  expect(sum.toFixed()).toBe(new Decimal(total).toFixed());
  expect(new Decimal(total).gte(0)).toBe(true);
  const digits = minorUnits(calculation.currency);
  const shape = digits ? new RegExp(`^-?\\d+\\.\\d{${digits}}$`) : /^-?\d+$/;
  for (const amount of amounts(calculation)) expect(amount).toMatch(shape);
  expect(result.trace.at(-1)?.amount).toBe(total);
  return true;
}

it(`P22 the lines of ${ROUNDS} random quotes add up to their totals exactly, in whatever order the rules come`, () => {
  let quoted = 0;
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = randomness(seed);
    const currency = random.pick(['EUR', 'JPY', 'BHD', 'CLF', 'USD']);
    const rules = Array.from({ length: 1 + random.integer(6) }, (_, index) => randomRule(random, index + 1, currency));
    const ask = request({ weight: Number(random.rate(40)) + 0.1, distance: random.maybe(Number(random.rate(900))) });
    if (check(rules, ask, random.shuffle(rules))) quoted += 1;
  }
  // most of them must be quotes, else the loop proves nothing
  expect(quoted).toBeGreaterThan(ROUNDS / 2);
});
