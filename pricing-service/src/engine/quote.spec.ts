import { conditioned, NOON, request, rule } from '../../test/samples.js';
import { type NoQuote, type Quote, quote } from './quote.js';
import type { QuoteRequest, Rule } from './rule.js';

function priced(rules: Rule[], ask: QuoteRequest = request()): Quote {
  const result = quote(ask, rules, NOON);
  if (result.outcome !== 'quoted') throw new Error(JSON.stringify(result));
  return result;
}
const calculated = (rules: Rule[], ask?: QuoteRequest) => priced(rules, ask).calculation;
const codes = ({ trace }: Quote) => trace.map(({ code }) => code);

describe('a quote', () => {
  it('adds rates, surcharges and discounts to the cent', () => {
    const fleet = rule(1, {
      baseRate: '4.99',
      perKgRate: '1.255', // × 2.5 kg = 3.1375 → 3.14
      perKmRate: '0.0123', // × 841 km = 10.3443 → 10.34
      surcharges: [
        { type: 'fuel', percentage: '12.5' }, // of 18.47 = 2.30875 → 2.31
        { type: 'remote', amount: '1.50' },
      ],
      discounts: [{ type: 'volume', percentage: '5' }], // of 18.47 = 0.9235 → 0.92
    });
    // 4.99 + 3.14 + 10.34 = 18.47; + 2.31 + 1.50 − 0.92 = 21.36
    expect(calculated([fleet], request({ distance: 841 }))).toEqual({
      baseRate: '4.99',
      weightRate: '3.14',
      distanceRate: '10.34',
      surcharges: [
        { type: 'fuel', ruleId: 1, amount: '2.31', percentage: '12.5' },
        { type: 'remote', ruleId: 1, amount: '1.50' },
      ],
      discounts: [{ type: 'volume', ruleId: 1, amount: '0.92', percentage: '5' }],
      subtotal: '18.47',
      adjustment: '0.00',
      taxes: '0.00',
      total: '21.36',
      currency: 'EUR',
    });
  });

  it('rounds each amount where it arises, so that it differs from rounding the sum', () => {
    // 1.005 → 1.00, 2.5 × 0.002 = 0.005 → 0.00, 5 × 0.001 = 0.005 → 0.00; the unrounded sum 1.015 would be 1.02
    const fine = rule(1, { baseRate: '1.005', perKgRate: '0.002', perKmRate: '0.001' });
    expect(calculated([fine], request({ distance: 5 })).total).toBe('1.00');
  });

  it('takes a percentage of the rounded subtotal', () => {
    // 0.994 → 0.99; 150 % of 0.99 is 1.485 → 1.48 (of 0.994 it would be 1.491 → 1.49); 0.99 + 1.48
    expect(calculated([rule(1, { baseRate: '0.994', surcharges: [{ type: 'x', percentage: '150' }] })]).total).toBe(
      '2.47',
    );
  });

  it('has no decimals in JPY and three in BHD', () => {
    // 1000.5 → 1000 (even); 2.5 × 100.3 = 250.75 → 251; 10 % of 1251 = 125.1 → 125
    const yen = { baseRate: '1000.5', perKgRate: '100.3', surcharges: [{ type: 'fuel', percentage: '10' }] };
    expect(calculated([rule(1, { ...yen, currency: 'JPY' })])).toMatchObject({
      baseRate: '1000',
      weightRate: '251',
      distanceRate: '0',
      subtotal: '1251',
      adjustment: '0',
      total: '1376',
    });
    // 1.0005 → 1.000 (even); 2.5 × 0.1003 = 0.25075 → 0.251; 10 % of 1.251 = 0.1251 → 0.125
    const dinar = { baseRate: '1.0005', perKgRate: '0.1003', surcharges: [{ type: 'fuel', percentage: '10' }] };
    expect(calculated([rule(1, { ...dinar, currency: 'BHD' })])).toMatchObject({
      baseRate: '1.000',
      weightRate: '0.251',
      subtotal: '1.251',
      total: '1.376',
    });
  });

  it('charges bulk: the larger of actual and dimensional weight', () => {
    const perKg = rule(1, { baseRate: '1', perKgRate: '1' });
    const bulky = request({ dimensions: { length: 60, width: 40, height: 50 }, dimensionalDivisor: 5000 });
    expect(calculated([perKg], bulky).weightRate).toBe('24.00'); // 120000 / 5000
    expect(calculated([perKg], { ...bulky, weight: 30 }).weightRate).toBe('30.00');
    expect(calculated([perKg], { ...bulky, dimensionalDivisor: undefined }).weightRate).toBe('2.50');
    // the weight range looks at the chargeable weight too
    expect(quote(bulky, [conditioned(1, { weightRange: { max: 24 } })], NOON).outcome).toBe('no_applicable_rule');
  });

  it('takes the flat price of the weight band instead of the rate per kg', () => {
    const bands = [{ upTo: 1, rate: '3' }, { upTo: 5, rate: '7.5' }, { rate: '20' }];
    const banded = rule(1, { perKgRate: '99', weightBands: bands });
    const weightRate = (weight: number) => calculated([banded], request({ weight })).weightRate;
    expect([0.999999, 1, 4.999, 5, 1000].map(weightRate)).toEqual(['3.00', '7.50', '7.50', '20.00', '20.00']);
  });

  it('lets minimum, maximum and the floor at 0 move only the adjustment', () => {
    const at = (pricing: Parameters<typeof rule>[1]) => calculated([rule(1, pricing)]);
    expect(at({ minimumCharge: '12.34' })).toMatchObject({ subtotal: '10.00', adjustment: '2.34', total: '12.34' });
    expect(at({ maximumCharge: '7.5' })).toMatchObject({ subtotal: '10.00', adjustment: '-2.50', total: '7.50' });
    const free = [{ type: 'gift', amount: '25' }];
    expect(at({ discounts: free })).toMatchObject({ subtotal: '10.00', adjustment: '15.00', total: '0.00' });
    // 10 − 25 = −15, lifted to the minimum of 3
    expect(at({ discounts: free, minimumCharge: '3' })).toMatchObject({ adjustment: '18.00', total: '3.00' });
  });

  it('names the bound that was applied', () => {
    expect(codes(priced([rule(1, { minimumCharge: '12' })]))).toContain('minimum_charge_applied');
    expect(codes(priced([rule(1, { maximumCharge: '2' })]))).toContain('maximum_charge_applied');
    expect(codes(priced([rule(1, { discounts: [{ type: 'gift', amount: '11' }] })]))).toContain('floor_applied');
  });
});

describe('the rule that gives the rates', () => {
  it('is the one with the highest priority number', () => {
    const rules = [rule(1, { baseRate: '1' }, { priority: 5 }), rule(2, { baseRate: '2' }, { priority: 9 })];
    expect(calculated(rules).baseRate).toBe('2.00');
  });

  it('is at a tie the one with more conditions, then the one with the lower id', () => {
    const narrow = { conditions: { carrierId: 1 } };
    const rules = [rule(1, { baseRate: '1' }), rule(3, { baseRate: '3' }, narrow), rule(2, { baseRate: '2' }, narrow)];
    expect(calculated(rules).baseRate).toBe('2.00');
  });

  it('has a base rate above 0; the others still give surcharges and discounts', () => {
    const fuel = rule(7, { baseRate: '0', surcharges: [{ type: 'fuel', percentage: '20' }] }, { priority: 99 });
    const cheaper = rule(8, { baseRate: '5', discounts: [{ type: 'loyal', amount: '1' }] });
    const result = priced([fuel, cheaper, rule(1, { baseRate: '10' }, { priority: 3 })]);
    expect(result.calculation).toMatchObject({ baseRate: '10.00', total: '11.00' }); // 10 + 2 − 1
    expect(result.appliedRules.map(({ ruleId, gave }) => [ruleId, gave])).toEqual([
      [7, ['surcharges']],
      [1, ['rates']],
      [8, ['discounts']],
    ]);
  });

  it('decides the currency: rules in another one do not match, and the trace says so', () => {
    const dollars = rule(2, { currency: 'USD', surcharges: [{ type: 'fuel', amount: '3' }] });
    const result = priced([rule(1, {}, { priority: 1 }), dollars]);
    expect(result.calculation).toMatchObject({ surcharges: [], total: '10.00', currency: 'EUR' });
    expect(result.trace.filter(({ code }) => code === 'other_currency')).toEqual([
      { code: 'other_currency', ruleId: 2, message: expect.stringContaining('is in USD, the base rate is in EUR') },
    ]);
  });
});

describe('without an applicable rule', () => {
  const refused = (rules: Rule[]) => quote(request(), rules, NOON) as NoQuote;

  it('says why each candidate failed, the nearest first', () => {
    const far = conditioned(1, { carrierId: 2, serviceType: 'economy' });
    const near = conditioned(2, { destinationCountry: 'IT' });
    expect(refused([far, near])).toEqual({
      outcome: 'no_applicable_rule',
      candidates: [
        {
          ruleId: 2,
          name: 'Rule 2',
          mismatches: [{ condition: 'destinationCountry', reason: 'needs IT, the request has FR' }],
        },
        {
          ruleId: 1,
          name: 'Rule 1',
          mismatches: [
            { condition: 'carrierId', reason: 'needs 2, the request has 1' },
            { condition: 'serviceType', reason: 'needs economy, the request has express' },
          ],
        },
      ],
    });
  });

  it('is never a quote of 0', () => {
    expect(refused([]).outcome).toBe('no_applicable_rule');
    expect(refused([rule(1, { baseRate: '0', minimumCharge: '5' })]).candidates[0]?.mismatches[0]?.condition).toBe(
      'baseRate',
    );
  });
});

it('explains each amount in order', () => {
  const full = rule(1, {
    surcharges: [{ type: 'fuel', percentage: '10' }],
    discounts: [{ type: 'gift', amount: '1' }],
  });
  const result = priced([full, conditioned(2, { destinationCountry: 'IT' }), conditioned(3, { carrierId: 5 })]);
  expect(codes(result)).toEqual([
    'chargeable_weight',
    'rules_matched',
    'not_matched',
    'base_rate',
    'weight_rate',
    'distance_rate',
    'subtotal',
    'surcharge',
    'discount',
    'total',
  ]);
  expect(result.trace.at(-1)).toEqual({ code: 'total', message: 'in EUR', amount: '10.00' });
});
