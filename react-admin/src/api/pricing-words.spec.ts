import { calculateBody } from '../../../pricing-service/src/calculations/dto/calculate.dto';
import { createRuleBody } from '../../../pricing-service/src/rules/dto/rule.dto';
import { PRICING } from './pricing-words';

const keyOf = (message: string) => PRICING.find(([pattern]) => pattern.test(message))?.[1];

const pricing = { baseRate: '1', currency: 'EUR' };
const rule = (change: object) => createRuleBody.safeParse({ name: 'A', pricing, ...change });
const shipment = (change: object) =>
  calculateBody.safeParse({
    carrierId: 1,
    serviceType: 'a',
    weight: 1,
    originCountry: 'DE',
    destinationCountry: 'FR',
    ...change,
  });

it.each<[ReturnType<typeof rule> | ReturnType<typeof shipment>, string]>([
  [rule({ conditions: { weightRange: { min: 5, max: 5 } } }), 'aboveMin'],
  [rule({ pricing: { ...pricing, baseRate: '1,5' } }), 'amount'],
  [
    rule({
      pricing: {
        ...pricing,
        weightBands: [
          { upTo: 5, rate: '1' },
          { upTo: 5, rate: '1' },
        ],
      },
    }),
    'aboveBand',
  ],
  [rule({ pricing: { ...pricing, weightBands: [{ rate: '1' }, { upTo: 5, rate: '1' }] } }), 'lastBand'],
  [rule({ pricing: { ...pricing, minimumCharge: '5', maximumCharge: '4' } }), 'belowMinimum'],
  [rule({ validFrom: '2026-01-02', validTo: '2026-01-01' }), 'beforeFrom'],
  [rule({ conditions: { customerType: 'a b' } }), 'word'],
  [rule({ conditions: { weightRange: { min: 1e-7 } } }), 'decimals'],
  [rule({ conditions: { serviceType: 'ä' } }), 'serviceType'],
  [rule({ pricing: { ...pricing, currency: 'EURO' } }), 'currency'],
  [rule({ conditions: { originCountry: 'ZZ' } }), 'country'],
  [rule({ pricing: { ...pricing, surcharges: [{ type: 'fuel' }] } }), 'either'],
  [rule({ priority: 1.5 }), 'whole'],
  [rule({ pricing: { ...pricing, discounts: Array(51).fill({ type: 'a', amount: '1' }) } }), 'mostLines'],
  [
    rule({
      pricing: { ...pricing, weightBands: Array.from({ length: 51 }, (_, upTo) => ({ upTo: upTo + 1, rate: '1' })) },
    }),
    'mostBands',
  ],
  [rule({ conditions: { destinationPostcodePrefixes: Array(1001).fill('1') } }), 'mostPrefixes'],
  [shipment({ weight: 0 }), 'aboveZero'],
])('knows what the service says (%#)', (result, key) => {
  expect(result.success).toBe(false);
  expect(result.error?.issues.map(({ message }) => keyOf(message))).toEqual([key]);
});

it.each([
  ['There is no such carrier.', 'noCarrier', []],
  ['There is no such customer.', 'noCustomer', []],
  ['This customer is vip.', 'customerIs', ['vip']],
  ['Atlas Freight is not active.', 'carrierInactive', ['Atlas Freight']],
  ['Atlas does not offer this; it offers economy, freight.', 'notOffered', ['Atlas', 'economy, freight']],
  ['This volume counts as 1000000.5 kg; the most is 1000000 kg.', 'volume', ['1000000.5', '1000000']],
  ['Atlas takes at most 31.5 kg by this service.', 'tooHeavy', ['Atlas', '31.5']],
])('of %p takes what it names', (message, key, groups) => {
  const found = PRICING.find(([pattern]) => pattern.test(message));
  expect(found?.[1]).toBe(key);
  expect(found?.[0].exec(message)?.slice(1)).toEqual(groups);
});
