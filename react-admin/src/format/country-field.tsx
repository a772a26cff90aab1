import { useFieldValue } from 'ra-core';
import { countryName } from './countries';
import { useFormat } from './use-format';

/** A country code of a record, as the country's name. */
export function CountryField({ source }: { source: string; label?: string }) {
  const code = useFieldValue<Record<string, string | null>>({ source });
  const { locale } = useFormat();
  return <span>{code ? countryName(locale, code) : '–'}</span>;
}
