import { exact, formatMoney, isCurrency, minorUnits, roundMoney } from './money.js';

describe('money', () => {
  it.each([
    // half to even at the cent: the neighbour with the even last digit wins a tie
    ['0.125', 'EUR', '0.12'],
    ['0.135', 'EUR', '0.14'],
    ['2.665', 'EUR', '2.66'], // a float would say 2.67: 2.665 is 2.66500000000000003552… in binary
    ['1.005', 'EUR', '1.00'],
    ['1.0050001', 'EUR', '1.01'],
    ['-0.125', 'EUR', '-0.12'],
    ['-0.004', 'EUR', '0.00'], // never "-0.00"
    ['0.5', 'JPY', '0'],
    ['1.5', 'JPY', '2'],
    ['2.5', 'JPY', '2'],
    ['1234.5', 'KRW', '1234'],
    ['0.0005', 'BHD', '0.000'],
    ['0.0015', 'BHD', '0.002'],
    ['1.00005', 'CLF', '1.0000'],
    ['1.00015', 'CLF', '1.0002'],
    ['7', 'USD', '7.00'],
    ['1e-7', 'USD', '0.00'],
    ['9999999999999.999999', 'USD', '10000000000000.00'],
  ])('rounds %s %s to %s', (value, currency, rounded) => {
    expect(formatMoney(exact(value), currency)).toBe(rounded);
  });

  it('keeps a rounded amount as it is when rounding again', () => {
    const once = roundMoney(exact('10.125'), 'EUR');
    expect(roundMoney(once, 'EUR').eq(once)).toBe(true);
  });

  it('does not lose digits of large products', () => {
    // 9999999999999.999999 × 999999.999999 by long multiplication
    expect(exact('9999999999999.999999').times('999999.999999').toFixed()).toBe('9999999999989999999.000000000001');
  });

  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['ISK', 0],
    ['XPF', 0],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %d decimals', (code, digits) => expect(minorUnits(code)).toBe(digits));

  it('knows currencies by their upper-case code only', () => {
    expect(['EUR', 'USD', 'JPY', 'UYW'].every(isCurrency)).toBe(true);
    expect(['eur', 'EURO', 'ABC', '', '€'].some(isCurrency)).toBe(false);
  });
});
