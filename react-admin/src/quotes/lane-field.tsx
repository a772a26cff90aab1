import { useRecordContext } from 'ra-core';
import type { Records } from '../api/records';
import { countryName } from '../format/countries';
import { useFormat } from '../format/use-format';

/** From where to where a shipment goes. */
export function LaneField(_: { source?: string; label?: string }) {
  const record = useRecordContext<Records['quotes']>();
  const { locale } = useFormat();
  if (!record) return null;
  const { originCountry, destinationCountry, destinationPostcode } = record.request;
  return (
    <span>
      {countryName(locale, originCountry)} → {countryName(locale, destinationCountry)}
      {destinationPostcode && ` (${destinationPostcode})`}
    </span>
  );
}
