import { readShipment, searchOf, valuesOf } from './shipment';

const ADDRESS = 'carrierId=3&serviceType=express&weight=2.5&originCountry=DE&destinationCountry=FR';
const values = (more = '') => valuesOf(new URLSearchParams(`${ADDRESS}${more}`));
const shipment = { carrierId: 3, serviceType: 'express', weight: 2.5, originCountry: 'DE', destinationCountry: 'FR' };

it('reads a shipment from an address', () => {
  expect(readShipment(values())).toEqual({ shipment });
});

it('sends whatever is filled in, measures as numbers', () => {
  const more = '&length=10&width=20.5&height=30&distance=0.1&destinationPostcode=20%20000&customerType=vip';
  expect(readShipment(values(more))).toEqual({
    shipment: {
      ...shipment,
      dimensions: { length: 10, width: 20.5, height: 30 },
      distance: 0.1,
      destinationPostcode: '20 000',
      customerType: 'vip',
    },
  });
});

it('leaves the type of a customer to the service', () => {
  expect(readShipment(values('&customerId=5&customerType=vip'))).toEqual({ shipment: { ...shipment, customerId: 5 } });
});

it.each([
  ['', ['carrierId', 'serviceType', 'weight', 'originCountry', 'destinationCountry']],
  ['carrierId=x&serviceType=a&weight=1..2&originCountry=DE&destinationCountry=FR', ['carrierId', 'weight']],
  [`${ADDRESS}&width=3`, ['length', 'height']],
  [`${ADDRESS}&distance=far`, ['distance']],
])('of %p says what is missing', (address, missing) => {
  expect(readShipment(valuesOf(new URLSearchParams(address)))).toEqual({ missing });
});

it('writes the same address again, without what is empty', () => {
  const address = `${ADDRESS}&length=10`;
  const search = searchOf(valuesOf(new URLSearchParams(address)));
  expect(Object.fromEntries(search)).toEqual(Object.fromEntries(new URLSearchParams(address)));
});

it('leads from a stored request to the same shipment', () => {
  const stored = { ...shipment, dimensions: { length: 1, width: 2, height: 3 }, customerId: 9 };
  expect(readShipment(valuesOf(searchOf(stored)))).toEqual({ shipment: stored });
});
