/** A day in the reader's time zone as a span of instants, for filters that take instants. */
const day = (date: Date) =>
  [date.getFullYear(), `${date.getMonth() + 1}`.padStart(2, '0'), `${date.getDate()}`.padStart(2, '0')].join('-');

export function startOfDay(value: string): string | null {
  return value ? new Date(`${value}T00:00:00`).toISOString() : null;
}

/** The first instant after the day: also where clocks change, a day later is not always 24 hours later. */
export function endOfDay(value: string): string | null {
  if (!value) return null;
  const date = new Date(`${value}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}

export const dayOfStart = (instant: string | null | undefined): string => (instant ? day(new Date(instant)) : '');

export const dayOfEnd = (instant: string | null | undefined): string =>
  instant ? day(new Date(Date.parse(instant) - 1)) : '';
