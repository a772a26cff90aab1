import { type Caller, makeUser, type Service, unique } from '../../e2e/support/fleet.js';

/** The parts of a record that tests read. */
export interface Stored {
  id: number;
  version: number;
  [field: string]: unknown;
}

async function create(admin: Caller, service: Service, path: string, body: object): Promise<Stored> {
  const answer = await admin.post(service, path, body);
  if (answer.status !== 201)
    throw new Error(`creating a record for the test answered ${answer.status}: ${answer.text}`);
  return answer.body as Stored;
}

// Records that a test finds when it begins, made through the services as the administrator.

export const makeCustomer = (admin: Caller, fields: object = {}) =>
  create(admin, 'customer', 'customers', {
    firstName: 'Mary',
    lastName: unique('Somerville'),
    email: `${unique('mary')}@example.com`,
    customerType: 'retail',
    ...fields,
  });

export const makeRole = (admin: Caller, permissions: string[]) =>
  create(admin, 'user', 'roles', { name: unique('role'), description: 'For a test', permissions });

export function makeCarrier(admin: Caller, fields: object = {}): Promise<Stored> {
  const name = unique('Carrier');
  return create(admin, 'carrier', 'carriers', {
    name,
    code: name.toUpperCase().slice(0, 32),
    services: [{ code: 'express', name: 'Express', minDays: 1, maxDays: 2, maxWeightKg: 30, dimensionalDivisor: 5000 }],
    coverage: [{ country: 'FR' }, { country: 'DE' }],
    ...fields,
  });
}

/** A rule of one carrier in francs: nobody else's shipment matches it. */
export const makeRule = (admin: Caller, carrierId: number, fields: object = {}) =>
  create(admin, 'pricing', 'pricing/rules', {
    name: unique('Express'),
    priority: 10,
    isActive: true,
    conditions: { carrierId, serviceType: 'express', originCountry: 'FR', destinationCountry: 'DE' },
    pricing: {
      baseRate: '8.50',
      currency: 'CHF',
      perKgRate: '1.275',
      perKmRate: '0.0035',
      surcharges: [{ type: 'fuel', percentage: '7.5' }],
    },
    ...fields,
  });

export const makeQuote = (admin: Caller, carrierId: number, fields: object = {}) =>
  create(admin, 'pricing', 'pricing/calculate', {
    carrierId,
    serviceType: 'express',
    weight: 2.5,
    dimensions: { length: 40, width: 30, height: 20 },
    distance: 1050,
    originCountry: 'FR',
    destinationCountry: 'DE',
    ...fields,
  });

/** One record of each resource, by the resource's name in the admin; made once for a file of tests. */
export function examples(admin: Caller): Promise<Record<string, number>> {
  made ??= makeExamples(admin);
  return made;
}

let made: Promise<Record<string, number>> | undefined;

async function makeExamples(admin: Caller): Promise<Record<string, number>> {
  const { user } = await makeUser(admin, ['manager']);
  const role = await makeRole(admin, ['customers:read']);
  const customer = await makeCustomer(admin, { address: { street: 'Rue 1', city: 'Lyon', country: 'FR' } });
  const carrier = await makeCarrier(admin);
  const rule = await makeRule(admin, carrier.id);
  const quote = await makeQuote(admin, carrier.id);
  return {
    users: user.id,
    roles: role.id,
    customers: customer.id,
    carriers: carrier.id,
    'pricing-rules': rule.id,
    quotes: quote.id,
  };
}
