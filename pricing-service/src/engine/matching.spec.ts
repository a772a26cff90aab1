import { conditioned, NOON, request, rule } from '../../test/samples.js';
import { conditionCount, mismatches } from './matching.js';
import { exact } from './money.js';
import type { QuoteRequest, Rule, RuleConditions } from './rule.js';

function failing(given: Rule, ask: QuoteRequest = request(), at = NOON): string[] {
  const distance = ask.distance === undefined ? undefined : exact(ask.distance);
  return mismatches(given, ask, exact(ask.weight), distance, at).map(({ condition }) => condition);
}

describe('a rule matches', () => {
  it('anything when it has no condition', () => expect(failing(conditioned(1, {}))).toEqual([]));

  it.each<[RuleConditions, Partial<QuoteRequest>, string[]]>([
    [{ carrierId: 1 }, {}, []],
    [{ carrierId: 2 }, {}, ['carrierId']],
    [{ serviceType: 'EXPRESS' }, {}, []],
    [{ serviceType: 'economy' }, {}, ['serviceType']],
    [{ weightRange: { min: 2.5, max: 5 } }, {}, []],
    [{ weightRange: { min: 0, max: 2.5 } }, {}, ['weightRange']],
    [{ weightRange: { min: 2.6 } }, {}, ['weightRange']],
    [{ weightRange: { max: 2.500001 } }, {}, []],
    [{ distanceRange: { min: 100 } }, { distance: 100 }, []],
    [{ distanceRange: { max: 100 } }, { distance: 100 }, ['distanceRange']],
    [{ distanceRange: { min: 0 } }, {}, ['distanceRange']],
    [{ originCountry: 'DE', destinationCountry: 'FR' }, {}, []],
    [{ originCountry: 'FR', destinationCountry: 'DE' }, {}, ['originCountry', 'destinationCountry']],
    [{ destinationPostcodePrefixes: ['10', 'SW1A 1'] }, { destinationPostcode: 'sw1a1aa' }, []],
    [{ destinationPostcodePrefixes: ['10'] }, { destinationPostcode: '01067' }, ['destinationPostcodePrefixes']],
    [{ destinationPostcodePrefixes: ['10'] }, {}, ['destinationPostcodePrefixes']],
    [{ destinationPostcodePrefixes: [] }, {}, []],
    [{ customerType: 'vip' }, { customerType: 'VIP' }, []],
    [{ customerType: 'vip' }, {}, ['customerType']],
    [{ customerId: 7 }, { customerId: 7 }, []],
    [{ customerId: 7 }, { customerId: 8 }, ['customerId']],
  ])('%j against %j: fails %j', (conditions, ask, expected) => {
    expect(failing(conditioned(1, conditions), request(ask))).toEqual(expected);
  });

  it('only while it is active', () => expect(failing(conditioned(1, {}, { isActive: false }))).toEqual(['isActive']));

  it.each([
    ['2026-11-23', undefined, '2026-11-23T00:00:00.000Z', []],
    ['2026-11-23', undefined, '2026-11-22T23:59:59.999Z', ['validFrom']],
    // a date-only validTo means that whole UTC day
    [undefined, '2026-11-23', '2026-11-23T23:59:59.999Z', []],
    [undefined, '2026-11-23', '2026-11-24T00:00:00.000Z', ['validTo']],
    [undefined, '2026-11-23T12:00:00Z', '2026-11-23T11:59:59.999Z', []],
    [undefined, '2026-11-23T12:00:00Z', '2026-11-23T12:00:00.000Z', ['validTo']],
    [undefined, '2024-02-28', '2024-02-29T00:00:00.000Z', ['validTo']],
    ['2026-11-23T13:00:00+02:00', undefined, '2026-11-23T11:00:00.000Z', []],
  ])('from %s to %s at %s: fails %j', (validFrom, validTo, at, expected) => {
    expect(failing(conditioned(1, {}, { validFrom, validTo }), request(), new Date(at))).toEqual(expected);
  });

  it('no weight beyond its last band', () => {
    const banded = rule(1, {
      weightBands: [
        { upTo: 1, rate: '1' },
        { upTo: 2.5, rate: '2' },
      ],
    });
    expect(failing(banded)).toEqual(['weightBands']);
    expect(failing(banded, request({ weight: 2.499999 }))).toEqual([]);
  });
});

it('counts the conditions that are set', () => {
  expect(conditionCount({})).toBe(0);
  expect(conditionCount({ weightRange: {}, destinationPostcodePrefixes: [], customerType: undefined })).toBe(0);
  expect(conditionCount({ carrierId: 1, weightRange: { min: 1 }, destinationPostcodePrefixes: ['1'] })).toBe(3);
});
