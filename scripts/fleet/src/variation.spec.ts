import { clockChange, inWords, LOCALES, OCCASIONS, TIME_ZONES, variationOf } from './variation.js';

const many = Array.from({ length: 100 }, (_, seed) => variationOf(seed));
const local = (at: Date, timeZone: string) => at.toLocaleString('sv-SE', { timeZone });

describe('variationOf', () => {
  it('gives the same variation for the same seed', () => {
    expect(variationOf(7)).toEqual(variationOf(7));
  });

  it.each([
    ['time zone', 'timeZone', TIME_ZONES],
    ['locale', 'locale', LOCALES],
    ['occasion', 'occasion', Object.keys(OCCASIONS)],
  ] as const)('gives every %s some day', (_, key, choices) => {
    expect(new Set(many.map((variation) => variation[key]))).toEqual(new Set(choices));
  });

  it.each([
    ['ten seconds before midnight', /^\d{4}-\d\d-\d\d 23:59:50$/],
    ['on 29 February', /^2028-02-29 \d\d:00:00$/],
    ['on 1 January, a second old', /^\d{4}-01-01 00:00:01$/],
  ])('keeps its word where the tests are: %s', (occasion, pattern) => {
    for (const { moment, timeZone } of many.filter((variation) => variation.occasion === occasion))
      expect(local(moment, timeZone)).toMatch(pattern);
  });

  it('comes to midnight in UTC, too', () => {
    for (const { moment } of many.filter(({ occasion }) => occasion === 'ten seconds before midnight in UTC'))
      expect(moment.toISOString()).toMatch(/T23:59:50.000Z$/);
  });
});

describe('clockChange', () => {
  it('finds the second at which clocks are changed', () => {
    expect(clockChange('Europe/Berlin', 2026, 1)).toEqual(new Date('2026-03-29T01:00:00Z'));
    expect(clockChange('Europe/Berlin', 2026, -1)).toEqual(new Date('2026-10-25T01:00:00Z'));
    expect(clockChange('America/St_Johns', 2028, 1)).toEqual(new Date('2028-03-12T05:30:00Z'));
    expect(clockChange('America/St_Johns', 2028, -1)).toEqual(new Date('2028-11-05T04:30:00Z'));
  });

  it('finds none where clocks are left alone', () => {
    expect(clockChange('Asia/Kathmandu', 2028, 1)).toBeUndefined();
    expect(clockChange('Pacific/Apia', 2028, -1)).toBeUndefined();
  });
});

it('says in words what was chosen', () => {
  const variation = {
    seed: 7,
    timeZone: 'Asia/Kathmandu',
    locale: 'tr_TR.UTF-8',
    occasion: 'on 29 February',
    moment: new Date('2028-02-29T00:15:00Z'),
  };
  expect(inWords(variation)).toBe(
    'seed 7: on 29 February (2028-02-29 06:00:00 in Asia/Kathmandu), locale tr_TR.UTF-8, tests of a file in random order',
  );
});
