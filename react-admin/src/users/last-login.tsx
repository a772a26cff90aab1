import { useFieldValue, useTranslate } from 'ra-core';
import { DateTimeField } from '../format/date-time-field';

/** When a user signed in last, or that they never did. */
export function LastLogin({ source }: { source: string; label?: string }) {
  const at = useFieldValue<Record<string, string | null>>({ source });
  const translate = useTranslate();
  return at ? <DateTimeField source={source} /> : <span>{translate('resources.users.neverSignedIn')}</span>;
}
