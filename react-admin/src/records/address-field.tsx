import { useFieldValue } from 'ra-core';
import { countryName } from '../format/countries';
import { useFormat } from '../format/use-format';

export interface Address {
  street: string;
  city: string;
  state?: string | null;
  zipCode?: string | null;
  country: string;
}

interface Props {
  source: string;
  label?: string;
}

/** A postal address of a record, on the lines of an envelope. */
export function AddressField({ source }: Props) {
  const address = useFieldValue<Record<string, Address | null>>({ source });
  return address ? <AddressLines address={address} /> : <span>–</span>;
}

export function AddressLines({ address: { street, zipCode, city, state, country } }: { address: Address }) {
  const { locale } = useFormat();
  const town = [zipCode, city].filter(Boolean).join(' ');
  return (
    <address style={{ fontStyle: 'normal', whiteSpace: 'pre-line' }}>
      {[street, town, state, countryName(locale, country)].filter(Boolean).join('\n')}
    </address>
  );
}
