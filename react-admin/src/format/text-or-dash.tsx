import { useFieldValue } from 'ra-core';

/** Text of a record as it is, lines kept; a dash where there is none. */
export function TextOrDash({ source }: { source: string; label?: string }) {
  const value = useFieldValue<Record<string, string | number | null>>({ source });
  return (
    <span style={{ whiteSpace: 'pre-line' }}>
      {value === null || value === undefined || value === '' ? '–' : value}
    </span>
  );
}
