import type { pricingApi } from '@hybrid-fleet/contracts';
import { isDecimal } from '../format/decimal';

/** What the service asks for. */
export type Shipment = pricingApi.components['schemas']['CalculatePrice'];

/** What the form holds: decimals as text with a dot, null where nothing is filled in. */
export interface ShipmentValues {
  carrierId: number | null;
  serviceType: string | null;
  weight: string | null;
  dimensions: { length: string | null; width: string | null; height: string | null };
  distance: string | null;
  originCountry: string | null;
  destinationCountry: string | null;
  destinationPostcode: string | null;
  customerId: number | null;
  customerType: string | null;
}

const SIDES = ['length', 'width', 'height'] as const;
const TEXTS = [
  'serviceType',
  'weight',
  'distance',
  'originCountry',
  'destinationCountry',
  'destinationPostcode',
] as const;
const NEEDED = ['carrierId', 'serviceType', 'weight', 'originCountry', 'destinationCountry'] as const;

const asId = (text: string | null) => (text && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null);

/** The form as an address of the calculator names it; what it does not name is empty. */
export function valuesOf(search: URLSearchParams): ShipmentValues {
  const text = (name: string) => search.get(name)?.trim() || null;
  return {
    ...(Object.fromEntries(TEXTS.map((name) => [name, text(name)])) as Record<(typeof TEXTS)[number], string | null>),
    dimensions: { length: text('length'), width: text('width'), height: text('height') },
    carrierId: asId(text('carrierId')),
    customerId: asId(text('customerId')),
    customerType: text('customerType'),
  };
}

/** The address that `valuesOf` reads, without what is empty. Also for a stored request. */
export function searchOf({ dimensions, ...values }: Partial<ShipmentValues> | Shipment): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...values, ...dimensions })) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  return search;
}

export type Reading = { shipment: Shipment } | { missing: string[] };

/** The request for a price, or the fields that are still empty or no number. */
export function readShipment(values: ShipmentValues): Reading {
  const missing: string[] = NEEDED.filter((name) => !values[name]);
  for (const name of ['weight', 'distance'] as const) {
    if (values[name] && !isDecimal(values[name]) && !missing.includes(name)) missing.push(name);
  }
  const given = SIDES.filter((side) => values.dimensions[side]);
  if (given.length > 0) missing.push(...SIDES.filter((side) => !isDecimal(values.dimensions[side] ?? '')));
  if (missing.length > 0) return { missing };
  const { carrierId, serviceType, originCountry, destinationCountry } = values;
  const shipment = {
    ...{ carrierId, serviceType, originCountry, destinationCountry },
    // Measures are numbers to the service; of 13 digits and 6 decimals a double keeps the 15 that it takes.
    weight: Number(values.weight),
    ...(given.length > 0 && {
      dimensions: Object.fromEntries(SIDES.map((side) => [side, Number(values.dimensions[side])])),
    }),
    ...(values.distance && { distance: Number(values.distance) }),
    ...(values.destinationPostcode && { destinationPostcode: values.destinationPostcode }),
    // A customer has a type already.
    ...(values.customerId
      ? { customerId: values.customerId }
      : values.customerType && { customerType: values.customerType }),
  };
  return { shipment: shipment as Shipment };
}
