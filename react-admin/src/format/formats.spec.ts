import { formatDecimal, formatMoney } from './formats';

it.each([
  ['12.50', 'EUR', 'EUR 12.50'],
  ['12.5', 'EUR', 'EUR 12.50'],
  ['0.4725', 'EUR', 'EUR 0.4725'],
  ['-3.00', 'EUR', '-EUR 3.00'],
  ['1250', 'JPY', 'JPY 1,250'],
  ['12.345', 'IQD', 'IQD 12.345'],
  ['9999999999999.999999', 'EUR', 'EUR 9,999,999,999,999.999999'],
])('shows %s %s to the last digit: %s', (amount, currency, shown) => {
  expect(formatMoney('en', amount, currency).replaceAll('\u00a0', ' ')).toBe(shown);
});

it('shows a weight with all of its decimals', () => {
  expect([formatDecimal('fr', '2.123456'), formatDecimal('en', 30)]).toEqual(['2,123456', '30']);
});
