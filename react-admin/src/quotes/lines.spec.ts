import { quote } from '../../../pricing-service/src/engine/index';
import { NOON, request, rule } from '../../../pricing-service/test/samples';
import { linesOf } from './lines';

const cents = (amount: string) => BigInt(amount.replace('.', ''));

it('adds up to the total, with discounts taken away and the minimum charge', () => {
  const pricing = {
    baseRate: '10',
    perKgRate: '0.333',
    minimumCharge: '15',
    surcharges: [{ type: 'fuel', percentage: '7.25' }],
    discounts: [{ type: 'gift', amount: '1.5' }],
  };
  const result = quote(request(), [rule(1, pricing)], NOON);
  if (result.outcome !== 'quoted') throw new Error('no price');
  const lines = linesOf(result.calculation);
  expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['baseRate', '10.00'],
    ['weightRate', '0.83'],
    ['distanceRate', '0.00'],
    ['subtotal', '10.83'],
    ['surcharge', '0.79'],
    ['discount', '-1.50'],
    ['adjustment', '4.88'],
    ['taxes', '0.00'],
  ]);
  const sum = lines.filter(({ kind }) => kind !== 'subtotal').reduce((total, { amount }) => total + cents(amount), 0n);
  expect(sum).toBe(cents(result.calculation.total));
});
