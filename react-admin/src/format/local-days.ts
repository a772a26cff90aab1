const DAY_MS = 86_400_000;

/** A day in the reader's time zone as a span of instants, for filters that take instants. */
const day = (date: Date) =>
  [date.getFullYear(), `${date.getMonth() + 1}`.padStart(2, '0'), `${date.getDate()}`.padStart(2, '0')].join('-');

/** null for what is no day, such as one in a year beyond all. */
export function startOfDay(value: string): string | null {
  const date = new Date(`${value}T00:00:00`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The first instant of the next day, which is not always 24 hours later, nor midnight: where clocks change there may be none. */
export function endOfDay(value: string): string | null {
  const next = new Date(Date.parse(`${value}T00:00:00Z`) + DAY_MS);
  return Number.isNaN(next.getTime()) ? null : startOfDay(next.toISOString().replace(/T.*/, ''));
}

export const dayOfStart = (instant: string | null | undefined): string => (instant ? day(new Date(instant)) : '');

export const dayOfEnd = (instant: string | null | undefined): string =>
  instant ? day(new Date(Date.parse(instant) - 1)) : '';
