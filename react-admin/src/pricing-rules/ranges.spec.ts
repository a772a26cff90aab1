import { bandRanges } from './band-ranges';
import { rangeWords } from './range-words';

it('says where each band begins and ends', () => {
  expect(bandRanges([{ upTo: 1, rate: '0' }, { upTo: 5, rate: '1.80' }, { rate: '3' }])).toEqual([
    { range: { min: 0, max: 1 }, rate: '0' },
    { range: { min: 1, max: 5 }, rate: '1.80' },
    { range: { min: 5, max: undefined }, rate: '3' },
  ]);
});

it.each([
  [{ min: 0, max: 5 }, 'between', '0', '5'],
  [{ min: 30 }, 'from', '30', ''],
  [{ max: 5.5 }, 'below', '', '5.5'],
])('reads %j as %s', (range, key, min, max) => {
  expect(rangeWords(range, 'kg', String)).toEqual({ key, args: { unit: 'kg', min, max } });
});
