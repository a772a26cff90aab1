import { decimalSeparator, isDecimal, negative, shownDecimal, typedDecimal } from './decimal';

it.each([
  ['12,50', '12.50'],
  ['12.50', '12.50'],
  ['1 234,5', '1234.5'],
  ['1\u202f234,5', '1234.5'],
  ['9999999999999.999999', '9999999999999.999999'],
  ['1,234.50', '1.234.50'],
  ['abc', 'abc'],
  ['  ', null],
])('reads %p as %p', (typed, kept) => {
  expect(typedDecimal(typed)).toBe(kept);
});

it.each([
  ['12.5', 'fr', '12,5'],
  ['12.5', 'es', '12,5'],
  ['12.5', 'en', '12.5'],
  [0.5, 'fr', '0,5'],
  ['12.', 'fr', '12,'],
  [null, 'fr', ''],
  [undefined, 'fr', ''],
])('shows %p in %s as %p', (value, locale, shown) => {
  expect(shownDecimal(value, decimalSeparator(locale))).toBe(shown);
});

it.each([
  ['0', true],
  ['12.345678', true],
  ['9999999999999', true],
  [2.5, true],
  ['12.3456789', false],
  ['12345678901234', false],
  ['1.234.50', false],
  ['12.', false],
  ['-1', false],
  ['1e3', false],
])('%p is a decimal that a service takes: %p', (value, taken) => {
  expect(isDecimal(value)).toBe(taken);
});

it('takes a discount away, but never writes -0', () => {
  expect([negative('1.20'), negative('0.00'), negative('-3')]).toEqual(['-1.20', '0.00', '-3']);
});
