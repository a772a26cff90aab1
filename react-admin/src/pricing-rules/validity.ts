export type Bound = 'validFrom' | 'validTo';

const DAY_MS = 86_400_000;

export const isInstant = (value: string | null | undefined): boolean => Boolean(value?.includes('T'));

/** The instant that means the same as the day, in UTC: where it begins, or the first one after it. */
export function toInstant(day: string, bound: Bound): string {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return new Date(bound === 'validFrom' ? start : start + DAY_MS).toISOString();
}

/** The UTC day in which the instant counts first or last. */
export function toDay(instant: string, bound: Bound): string {
  const at = Date.parse(instant);
  return new Date(bound === 'validFrom' ? at : at - 1).toISOString().slice(0, 10);
}

const padded = (value: number, length = 2) => String(value).padStart(length, '0');

/** An instant as an input of the type datetime-local has it, in the reader's time zone. */
export function toLocal(instant: string | null | undefined): string {
  if (!instant) return '';
  const at = new Date(instant);
  const day = [padded(at.getFullYear(), 4), padded(at.getMonth() + 1), padded(at.getDate())].join('-');
  return `${day}T${padded(at.getHours())}:${padded(at.getMinutes())}`;
}

/** null for what is no time, such as a year beyond all. */
export function fromLocal(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
