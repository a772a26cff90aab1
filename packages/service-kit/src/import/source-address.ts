import { COUNTRIES } from '@hybrid-fleet/contracts';
import { jsonOf } from './source-values.js';

/** Columns of an address that is not JSON, for the `fields` of an ImportTable. */
export const addressFields = {
  address: ['address'],
  street: ['street', 'streetaddress', 'addressline1', 'address1'],
  city: ['city', 'town'],
  state: ['state', 'province', 'region'],
  zipCode: ['zipcode', 'zip', 'postalcode', 'postcode'],
  country: ['country', 'countrycode'],
} as const;

const PARTS = ['street', 'city', 'state', 'zipCode', 'country'] as const;
const KEYS: ReadonlyMap<string, string> = new Map([
  ...PARTS.flatMap((part) => addressFields[part].map((key): [string, string] => [key, part])),
  ['line1', 'street'],
]);

const englishNames = new Intl.DisplayNames('en', { type: 'region' });
const codes: ReadonlyMap<string, string> = new Map(
  [...COUNTRIES].map((code) => [String(englishNames.of(code)).toLowerCase(), code]),
);

/** `Germany` and `de` are both DE; what is neither a name nor a code stays, for the field's own rule to refuse. */
function countryOf(value: unknown): unknown {
  return typeof value === 'string' ? (codes.get(value.trim().toLowerCase()) ?? value) : value;
}

/** One address under our names for its parts; a part that has none keeps its own, so that it is refused by name. */
export function addressOf(value: unknown): unknown {
  const given = jsonOf(value);
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  const entries = Object.entries(given)
    .filter(([, part]) => part !== null && part !== '')
    .map(([key, part]) => [KEYS.get(key.toLowerCase().replaceAll('_', '')) ?? key, part]);
  const address = Object.fromEntries(entries);
  return 'country' in address ? { ...address, country: countryOf(address.country) } : address;
}

/** The address that a record has in columns of its own, or null when all of them are empty. */
export function addressOfColumns(record: Record<string, unknown>): unknown {
  const filled = PARTS.filter((part) => record[part] !== null && record[part] !== undefined && record[part] !== '');
  return filled.length === 0 ? null : addressOf(Object.fromEntries(filled.map((part) => [part, String(record[part])])));
}
