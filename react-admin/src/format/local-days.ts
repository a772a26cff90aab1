/** A day in the reader's time zone as a span of instants, for filters that take instants. */
const day = (date: Date) =>
  [date.getFullYear(), `${date.getMonth() + 1}`.padStart(2, '0'), `${date.getDate()}`.padStart(2, '0')].join('-');

/** null for what is no day, such as one in a year beyond all. */
export function startOfDay(value: string): string | null {
  const date = new Date(`${value}T00:00:00`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The first instant after the day: also where clocks change, a day later is not always 24 hours later. */
export function endOfDay(value: string): string | null {
  const date = new Date(`${value}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export const dayOfStart = (instant: string | null | undefined): string => (instant ? day(new Date(instant)) : '');

export const dayOfEnd = (instant: string | null | undefined): string =>
  instant ? day(new Date(Date.parse(instant) - 1)) : '';
