import { useFieldValue } from 'ra-core';
import { useFormat } from './use-format';

/** A day of a record, like a date of birth: it has no time zone. */
export function DayField({ source }: { source: string; label?: string }) {
  const day = useFieldValue<Record<string, string | null>>({ source });
  const { day: shown } = useFormat();
  return day ? <time dateTime={day}>{shown(day)}</time> : <span>–</span>;
}
