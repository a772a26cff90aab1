import { useFieldValue } from 'ra-core';

/** Free settings of a record as JSON; a dash where there are none. */
export function JsonField({ source }: { source: string; label?: string }) {
  const value = useFieldValue<Record<string, object | null>>({ source });
  if (!value || Object.keys(value).length === 0) return <span>–</span>;
  return <code style={{ whiteSpace: 'pre-wrap' }}>{JSON.stringify(value, null, 2)}</code>;
}
