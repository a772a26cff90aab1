import { TextInput } from 'react-admin';
import { CountryInput } from '../format/country-input';
import { Columns } from './columns';

interface Props {
  /** The field that holds the address; inside of an array's iterator the fields are its own. */
  source?: string;
}

/** A postal address. All empty means none; `addressOrNull` says so to the service. */
export function AddressInputs({ source }: Props) {
  const at = (field: string) => (source ? `${source}.${field}` : field);
  return (
    <Columns>
      <TextInput source={at('street')} label="address.street" />
      <TextInput source={at('zipCode')} label="address.zipCode" />
      <TextInput source={at('city')} label="address.city" />
      <TextInput source={at('state')} label="address.state" />
      <CountryInput source={at('country')} label="address.country" />
    </Columns>
  );
}

/** An address of which no field is filled is none. */
export function addressOrNull<T extends object>(address: T | null | undefined): T | null {
  const filled = Object.values(address ?? {}).some((value) => value !== null && value !== undefined && value !== '');
  return filled ? (address as T) : null;
}
