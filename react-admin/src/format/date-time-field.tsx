import { useFieldValue } from 'ra-core';
import { useFormat } from './use-format';

interface Props {
  source: string;
  label?: string;
  sortable?: boolean;
}

/** A time of a record, in the reader's format and time zone; the exact one as a tooltip. */
export function DateTimeField({ source }: Props) {
  const iso = useFieldValue<Record<string, string | null>>({ source });
  const { dateTime } = useFormat();
  if (!iso) return null;
  return (
    <time dateTime={iso} title={iso} style={{ whiteSpace: 'nowrap' }}>
      {dateTime(iso)}
    </time>
  );
}
