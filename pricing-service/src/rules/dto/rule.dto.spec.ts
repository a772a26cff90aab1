import { createRuleBody, ruleList, updateRuleBody } from './rule.dto.js';

const pricing = { baseRate: '10', currency: 'EUR' };
const valid = { name: 'A rule', pricing };

function errors(body: unknown, schema: typeof createRuleBody | typeof updateRuleBody = createRuleBody): string[] {
  const result = schema.safeParse(body);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

describe('a new rule', () => {
  it('is active, of priority 0 and without conditions unless it says otherwise', () => {
    expect(createRuleBody.parse(valid)).toEqual({ ...valid, isActive: true, priority: 0, conditions: {} });
  });

  it.each([
    ['12.50', '12.5'],
    ['007', '7'],
    [0.1, '0.1'],
    [12.345678, '12.345678'],
    [1e-6, '0.000001'],
    ['9999999999999.999999', '9999999999999.999999'],
  ])('keeps the rate %p exactly, as %p', (baseRate, kept) => {
    expect(createRuleBody.parse({ ...valid, pricing: { ...pricing, baseRate } }).pricing.baseRate).toBe(kept);
  });

  it.each([
    -1,
    '-1',
    '1.1234567',
    1.1234567,
    1e-7,
    1e20,
    '12345678901234',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    ' 1',
    '1e3',
    '1,5',
    '0x10',
    true,
    null,
    {},
    [],
    1234567890.123456,
  ])('refuses the rate %p', (baseRate) => {
    expect(errors({ ...valid, pricing: { ...pricing, baseRate } })).toEqual(['pricing.baseRate']);
  });

  it.each<[object, string]>([
    [{ currency: 'EURO' }, 'pricing.currency'],
    [{ currency: 7 }, 'pricing.currency'],
    [{ minimumCharge: '5', maximumCharge: '4.999999' }, 'pricing.maximumCharge'],
    [{ colour: 'red' }, 'pricing'],
    [{ surcharges: [{ type: 'fuel' }] }, 'pricing.surcharges.0'],
    [{ surcharges: [{ type: 'fuel', amount: '1', percentage: '1' }] }, 'pricing.surcharges.0'],
    [{ surcharges: [{ amount: '1' }] }, 'pricing.surcharges.0.type'],
    [{ discounts: [{ type: 'gift', percentage: '100.5' }] }, 'pricing.discounts.0.percentage'],
    [
      {
        weightBands: [
          { upTo: 5, rate: '1' },
          { upTo: 5, rate: '2' },
        ],
      },
      'pricing.weightBands.1.upTo',
    ],
    [{ weightBands: [{ rate: '1' }, { upTo: 5, rate: '2' }] }, 'pricing.weightBands.0.upTo'],
    [{ weightBands: [{ upTo: 0, rate: '1' }] }, 'pricing.weightBands.0.upTo'],
  ])('refuses the pricing %j, naming %s', (change, field) => {
    expect(errors({ ...valid, pricing: { ...pricing, ...change } })).toEqual([field]);
  });

  it.each<[object, string]>([
    [{ carrierId: 0 }, 'conditions.carrierId'],
    [{ weightRange: { min: 5, max: 5 } }, 'conditions.weightRange.max'],
    [{ weightRange: { min: -1 } }, 'conditions.weightRange.min'],
    [{ weightRange: { max: 0 } }, 'conditions.weightRange.max'],
    [{ distanceRange: {} }, 'conditions.distanceRange'],
    [{ originCountry: 'ZZ' }, 'conditions.originCountry'],
    [{ destinationPostcodePrefixes: ['%'] }, 'conditions.destinationPostcodePrefixes.0'],
    [{ customerType: 'a b' }, 'conditions.customerType'],
  ])('refuses the conditions %j, naming %s', (conditions, field) => {
    expect(errors({ ...valid, conditions })).toEqual([field]);
  });

  it('takes null for an absent condition or charge', () => {
    const body = {
      ...valid,
      conditions: { carrierId: null },
      pricing: { ...pricing, perKgRate: null, surcharges: null },
    };
    expect(createRuleBody.parse(body)).toMatchObject({ conditions: {}, pricing });
  });

  it.each([
    ['2026-01-02', '2026-01-01', false],
    ['2026-01-02', '2026-01-02', true],
    ['2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z', false],
    ['2026-01-02T23:00:00Z', '2026-01-02', true],
    ['2026-13-01', null, false],
    ['tomorrow', null, false],
  ])('from %p to %p is accepted: %p', (validFrom, validTo, accepted) => {
    expect(createRuleBody.safeParse({ ...valid, validFrom, validTo }).success).toBe(accepted);
  });

  it('names every wrong field at once', () => {
    expect(errors({ name: '', priority: 1.5, isActive: 'yes', pricing: {} }).sort()).toEqual(
      ['isActive', 'name', 'pricing.baseRate', 'pricing.currency', 'priority'].sort(),
    );
  });
});

it('a change keeps absent fields absent', () => {
  expect(updateRuleBody.parse({ version: 3, priority: 4 })).toEqual({ version: 3, priority: 4 });
});

it('an instant in validOn is kept in UTC', () => {
  expect(ruleList.parse({ validOn: '2026-01-01T01:00:00+02:00' }).validOn).toBe('2025-12-31T23:00:00.000Z');
});
