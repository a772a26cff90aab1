import { dayOfEnd, dayOfStart, endOfDay, startOfDay } from './local-days';

it.each(['2026-01-01', '2026-03-29', '2026-10-25', '2026-12-31'])('finds %s again in its instants', (day) => {
  expect(dayOfStart(startOfDay(day))).toBe(day);
  expect(dayOfEnd(endOfDay(day))).toBe(day);
});

it('ends where the next day begins', () => {
  expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01'));
});

it('has no instant for no day', () => {
  expect([startOfDay(''), endOfDay(''), dayOfStart(null), dayOfEnd(undefined)]).toEqual([null, null, '', '']);
});
