import { quote } from '../../../pricing-service/src/engine/index';
import type { QuoteRequest, Rule } from '../../../pricing-service/src/engine/rule';
import { NOON, request, rule } from '../../../pricing-service/test/samples';
import english from '../i18n/en/quotes';
import { mismatchWords } from './mismatch-words';
import type { Say } from './say';
import { nameInStep, stepWords } from './step-words';

/** English with marks around what is formatted, so that it is seen. */
const say: Say = {
  translate: (key, args = {}) => {
    const path = key.replace('resources.quotes.', '').split('.');
    const text = path.reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], english);
    if (typeof text !== 'string') throw new Error(`no words for ${key}`);
    return text.replace(/%\{(\w+)\}/g, (_, name) => {
      if (!(name in args)) throw new Error(`${key} has no ${name}`);
      return String(args[name]);
    });
  },
  decimal: (value) => `<${value}>`,
  money: (value) => `$${value}`,
  country: (code) => `[${code}]`,
  time: (iso) => `(${iso})`,
};

function trace(rules: Rule[], asked: Partial<QuoteRequest> = {}) {
  const result = quote(request(asked), rules, NOON);
  if (result.outcome !== 'quoted') throw new Error('no price');
  return result.trace;
}

const words = (rules: Rule[], asked: Partial<QuoteRequest> = {}) =>
  trace(rules, asked).map((step) => stepWords(step, say));

function whyNot(change: Partial<Rule>, asked: Partial<QuoteRequest> = {}): string[] {
  const result = quote(request(asked), [{ ...rule(1, {}), ...change }], NOON);
  if (result.outcome === 'quoted') throw new Error('it applies');
  return result.candidates.flatMap(({ mismatches }) => mismatches.map((mismatch) => mismatchWords(mismatch, say)));
}

it('tells every step of a price', () => {
  const rules = [
    rule(1, {
      baseRate: '10',
      perKgRate: '0.5',
      perKmRate: '0.1',
      surcharges: [
        { type: 'fuel', percentage: '10' },
        { type: 'toll: A7', amount: '2' },
      ],
      discounts: [{ type: 'gift', amount: '1' }],
    }),
    rule(2, { baseRate: '0', discounts: [{ type: 'vip', percentage: '8' }] }, { name: 'The "best"', priority: -3 }),
    rule(3, { currency: 'JPY' }),
    rule(4, {}, { conditions: { weightRange: { min: 30 } } }),
  ];
  const asked = { distance: 100, dimensions: { length: 10, width: 20, height: 30 }, dimensionalDivisor: 2000 };
  expect(words(rules, asked)).toEqual([
    'Chargeable weight <3> kg, the larger of <2.5> kg as weighed and <3> kg by volume (10 × 20 × 30 cm over <2000>)',
    '<2> of <4> active rules apply',
    '“Rule 3” does not apply: it is in JPY, the base rate in EUR',
    '“Rule 4” does not apply: it begins at <30> kg, this weighs <3> kg',
    '“The "best"” applies too: its surcharges and discounts count, its rates do not',
    '“Rule 1” has the highest precedence (priority <0>) and gives the rates',
    'Weight: <3> kg at $0.5 per kg',
    'Distance: <100> km at $0.1 per km',
    'Base, weight and distance together',
    'Surcharge fuel: <10> % of $21.50',
    'Surcharge toll: A7: a fixed amount',
    'Discount gift: a fixed amount',
    'Discount vip: <8> % of $21.50',
    'Total in EUR',
  ]);
});

it.each<[string, Rule['pricing'], string]>([
  [
    'a band',
    { baseRate: '1', currency: 'EUR', weightBands: [{ upTo: 5, rate: '3' }] },
    'Weight: <2.5> kg lies in the band below <5> kg, a flat price',
  ],
  [
    'the last band',
    { baseRate: '1', currency: 'EUR', weightBands: [{ rate: '3' }] },
    'Weight: <2.5> kg lies in the last band, a flat price',
  ],
  ['a minimum', { baseRate: '1', currency: 'EUR', minimumCharge: '5' }, 'Raised to the minimum charge; it was $1.00'],
  ['a maximum', { baseRate: '9', currency: 'EUR', maximumCharge: '5' }, 'Lowered to the maximum charge; it was $9.00'],
  [
    'the floor',
    { baseRate: '1', currency: 'EUR', discounts: [{ type: 'x', amount: '3' }] },
    'No price is below 0; it was $-2.00',
  ],
  ['no distance', { baseRate: '1', currency: 'EUR' }, 'Distance: none given'],
])('tells of %s', (_, pricing, sentence) => {
  expect(words([rule(1, pricing)])).toContain(sentence);
});

it('knows the names of the rules that steps speak of', () => {
  const steps = trace([rule(1, {}), rule(2, {}, { name: 'a "b"' }), rule(3, { currency: 'JPY' })]);
  expect(steps.flatMap((step) => (step.ruleId && nameInStep(step) ? [[step.ruleId, nameInStep(step)]] : []))).toEqual([
    [3, 'Rule 3'],
    [2, 'a "b"'],
    [1, 'Rule 1'],
  ]);
});

it.each<[Partial<Rule>, Partial<QuoteRequest>, string]>([
  [{ isActive: false }, {}, 'it is not active'],
  [{ validFrom: '2027-01-01' }, {}, 'it is valid only from (2027-01-01)'],
  [{ validTo: '2026-01-01' }, {}, 'it was valid only to (2026-01-01)'],
  [{ conditions: { carrierId: 7 } }, {}, 'it is for carrier no. 7, not no. 1'],
  [{ conditions: { serviceType: 'freight' } }, {}, 'it is for the service freight, not express'],
  [{ conditions: { weightRange: { max: 2 } } }, {}, 'it ends below <2> kg, this weighs <2.5> kg'],
  [{ conditions: { distanceRange: { min: 5 } } }, {}, 'it needs a distance, none is given'],
  [{ conditions: { distanceRange: { min: 5 } } }, { distance: 1 }, 'it begins at <5> km, this goes <1> km'],
  [{ conditions: { distanceRange: { max: 5 } } }, { distance: 6 }, 'it ends below <5> km, this goes <6> km'],
  [{ conditions: { originCountry: 'JP' } }, {}, 'it is from [JP], not from [DE]'],
  [{ conditions: { destinationCountry: 'JP' } }, {}, 'it is to [JP], not to [FR]'],
  [
    { conditions: { destinationPostcodePrefixes: ['20', '21'] } },
    {},
    'it is for postcodes beginning with 20, 21; none is given',
  ],
  [
    { conditions: { destinationPostcodePrefixes: ['20'] } },
    { destinationPostcode: '75 001' },
    'it is for postcodes beginning with 20, not for 75 001',
  ],
  [{ conditions: { customerType: 'vip' } }, {}, 'it is for customers of the type vip; no type is given'],
  [
    { conditions: { customerType: 'vip' } },
    { customerType: 'retail' },
    'it is for customers of the type vip, not retail',
  ],
  [{ conditions: { customerId: 4 } }, {}, 'it is for customer no. 4; none is given'],
  [{ conditions: { customerId: 4 } }, { customerId: 5 }, 'it is for customer no. 4, not no. 5'],
  [{ pricing: { baseRate: '0', currency: 'EUR' } }, {}, 'it matches, but has no base rate to start from'],
  [
    { pricing: { baseRate: '1', currency: 'EUR', weightBands: [{ upTo: 2, rate: '1' }] } },
    {},
    'its last weight band ends below <2> kg, this weighs <2.5> kg',
  ],
])('tells why %j does not apply', (change, asked, sentence) => {
  expect(whyNot(change, asked)).toEqual([sentence]);
});

it('leaves words that it does not know as they are', () => {
  expect(mismatchWords({ condition: 'phase', reason: 'of the moon' }, say)).toBe('phase: of the moon');
  expect(stepWords({ code: 'tax', message: '20 % VAT' }, say)).toBe('20 % VAT');
});
