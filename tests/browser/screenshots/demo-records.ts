import type { Caller, Service } from '../../e2e/support/fleet.js';

/** A shipment that the demo rules price; the calculator's address takes it as it is. */
export const SHIPMENT = {
  serviceType: 'express',
  weight: 4.2,
  length: 40,
  width: 30,
  height: 20,
  distance: 930,
  originCountry: 'FR',
  destinationCountry: 'ES',
};

/** The demo's records whose pages are shown, by resource. */
export async function demoRecords(admin: Caller): Promise<Record<string, number>> {
  const first = async (service: Service, path: string) => {
    const { status, text, body } = await admin.get(service, path);
    const id = body.data?.[0]?.id as number | undefined;
    if (id === undefined) throw new Error(`${path} answered ${status} without a record: ${text.slice(0, 200)}`);
    return id;
  };
  return {
    users: await first('user', 'users?role=manager&sort=lastName'),
    roles: await first('user', 'roles?search=support'),
    customers: await first('customer', 'customers?search=Epicerie&country=DE'),
    carriers: await first('carrier', 'carriers?search=AZUR'),
    'pricing-rules': await first('pricing', 'pricing/rules?search=Azur'),
    quotes: await first('pricing', 'pricing/calculations?sort=-id'),
  };
}
