import { kindOf, toRule } from './rule-values';

const rule = (more: object) => toRule({ id: 1, name: 'A rule', ...more });

it('leaves out what is empty', () => {
  const conditions = {
    carrierId: null,
    serviceType: '',
    weightRange: { min: null, max: '' },
    destinationPostcodePrefixes: [],
    originCountry: 'DE',
  };
  const pricing = {
    baseRate: '12.50',
    currency: 'EUR',
    perKgRate: null,
    weightBands: [],
    surcharges: [],
    discounts: null,
  };
  expect(rule({ conditions, pricing })).toEqual({
    name: 'A rule',
    conditions: { originCountry: 'DE' },
    pricing: { baseRate: '12.50', currency: 'EUR' },
  });
});

it('keeps amounts as text and sends measures as numbers', () => {
  const conditions = { weightRange: { min: '0.5', max: 30 }, distanceRange: { min: '0' } };
  const pricing = {
    baseRate: '9999999999999.999999',
    currency: 'EUR',
    weightBands: [
      { upTo: '5', rate: '1.80' },
      { upTo: null, rate: '3' },
    ],
  };
  expect(rule({ conditions, pricing })).toEqual({
    name: 'A rule',
    conditions: { weightRange: { min: 0.5, max: 30 }, distanceRange: { min: 0 } },
    pricing: { ...pricing, weightBands: [{ upTo: 5, rate: '1.80' }, { rate: '3' }] },
  });
});

it('sends of a line the amount or the percentage, whichever was chosen', () => {
  const surcharges = [
    { type: 'fuel', kind: 'percentage', amount: '3', percentage: '7.25' },
    { type: 'toll', kind: 'amount', amount: '2', percentage: '5' },
    { type: 'stored', percentage: '4' },
  ];
  expect(rule({ pricing: { baseRate: '1', currency: 'EUR', surcharges } }).pricing.surcharges).toEqual([
    { type: 'fuel', percentage: '7.25' },
    { type: 'toll', amount: '2' },
    { type: 'stored', percentage: '4' },
  ]);
});

it('takes over of a record only what a rule is made of', () => {
  const record = {
    id: 7,
    version: 3,
    name: 'A',
    priority: 2,
    createdAt: 'x',
    updatedAt: 'y',
    deletedAt: null,
    conditions: {},
    pricing: {},
  };
  expect(toRule(record)).toEqual({ name: 'A', priority: 2, conditions: {}, pricing: {} });
});

it('knows the kind of a stored line', () => {
  expect([{ amount: '1' }, { percentage: '1' }, { kind: 'percentage' }, undefined].map(kindOf)).toEqual([
    'amount',
    'percentage',
    'percentage',
    'amount',
  ]);
});
