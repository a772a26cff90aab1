import { fromLocal, isInstant, toDay, toInstant, toLocal } from './validity';

it('turns a day into the instants that mean the same', () => {
  expect(toInstant('2026-12-24', 'validFrom')).toBe('2026-12-24T00:00:00.000Z');
  expect(toInstant('2026-12-24', 'validTo')).toBe('2026-12-25T00:00:00.000Z');
});

it.each(['validFrom', 'validTo'] as const)('finds the day of %s again', (bound) => {
  expect(toDay(toInstant('2026-12-31', bound), bound)).toBe('2026-12-31');
});

it('keeps the minute of an instant through the input of the reader’s time zone', () => {
  expect(fromLocal(toLocal('2026-07-01T09:30:00.000Z'))).toBe('2026-07-01T09:30:00.000Z');
  expect([toLocal(null), fromLocal('')]).toEqual(['', null]);
});

it('tells an instant from a day', () => {
  expect(['2026-01-01', '2026-01-01T00:00:00.000Z', null].map(isInstant)).toEqual([false, true, false]);
});
