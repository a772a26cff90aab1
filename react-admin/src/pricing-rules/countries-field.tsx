import { useRecordContext } from 'ra-core';
import type { Records } from '../api/records';
import { countryName } from '../format/countries';
import { useFormat } from '../format/use-format';

/** From where to where a rule holds; an asterisk is any country. */
export function CountriesField(_: { source?: string; label?: string }) {
  const record = useRecordContext<Records['pricing-rules']>();
  const { locale } = useFormat();
  const { originCountry, destinationCountry } = record?.conditions ?? {};
  if (!originCountry && !destinationCountry) return <span>–</span>;
  const name = (code: string | undefined) => (code ? countryName(locale, code) : '*');
  return (
    <span>
      {name(originCountry)} → {name(destinationCountry)}
    </span>
  );
}
