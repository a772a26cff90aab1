import { leavesBeyond, leavesOf } from './value-lines';

const pricing = {
  baseRate: '12.5',
  surcharges: [
    { type: 'fuel', percentage: '7' },
    { type: 'toll', amount: '2' },
  ],
  discounts: [],
  perKgRate: null,
};

it('tells a nested value leaf by leaf', () => {
  expect(leavesOf('pricing', pricing)).toEqual([
    { field: 'pricing.baseRate', numbers: [], value: '12.5' },
    { field: 'pricing.surcharges.type', numbers: [1], value: 'fuel' },
    { field: 'pricing.surcharges.percentage', numbers: [1], value: '7' },
    { field: 'pricing.surcharges.type', numbers: [2], value: 'toll' },
    { field: 'pricing.surcharges.amount', numbers: [2], value: '2' },
  ]);
});

it('keeps a list of plain values together', () => {
  expect(leavesOf('roles', ['a', 'b'])).toEqual([{ field: 'roles', numbers: [], value: 'a, b' }]);
});

it.each([null, undefined, '', [], {}])('has nothing to tell of %p', (value) => {
  expect(leavesOf('x', value)).toEqual([]);
});

it('tells only what differs', () => {
  const other = { ...pricing, baseRate: '13', surcharges: [pricing.surcharges[0]] };
  expect(leavesBeyond('pricing', pricing, other).map(({ field, value }) => [field, value])).toEqual([
    ['pricing.baseRate', '12.5'],
    ['pricing.surcharges.type', 'toll'],
    ['pricing.surcharges.amount', '2'],
  ]);
  expect(leavesBeyond('pricing', pricing, { ...pricing })).toEqual([]);
});
