import { eventually, expect, type FleetClient } from './fleet-client.js';

const EVENT_SECONDS = 30;
const stamp = Date.now().toString(36).toUpperCase();

interface Check {
  name: string;
  run: () => Promise<void>;
}

/** What an admin does in a day, in the order in which each step needs the one before; `cleanUp` deletes what it made. */
export function journey(client: FleetClient): { checks: Check[]; cleanUp: () => Promise<void> } {
  const made: (() => Promise<unknown>)[] = [];
  let userId = 0;
  let customerId = 0;
  let carrierId = 0;

  const createUser = async () => {
    const user = { email: `smoke-${stamp}@example.com`.toLowerCase(), firstName: 'Smoke', lastName: 'Test' };
    const created = await client.call('POST', 'user-service', 'users', { ...user, roles: ['user'] });
    expect('create a user', created.status, 201);
    userId = created.body.id;
    made.push(() => client.call('DELETE', 'user-service', `users/${userId}`));
    const ask = () => client.call('GET', 'customer-service', `customers/by-user/${userId}`);
    const { body } = await eventually(ask, 200, EVENT_SECONDS);
    expect('the profile', [body.userId, body.email, body.firstName], [userId, user.email, user.firstName]);
    customerId = body.id;
    made.push(() => client.call('DELETE', 'customer-service', `customers/${customerId}`));
  };

  const askPeer = async () => {
    const { status, body } = await client.call('GET', 'customer-service', `customers/${customerId}?expand=user`);
    expect('the customer with its user', [status, body.user?.id], [200, userId]);
  };

  const createCarrier = async () => {
    const carrier = await client.call('POST', 'carrier-service', 'carriers', {
      name: `Smoke ${stamp}`,
      code: `SMOKE-${stamp}`,
      services: [
        { code: 'express', name: 'Express', minDays: 1, maxDays: 2, maxWeightKg: 30, dimensionalDivisor: 5000 },
      ],
      coverage: [{ country: 'FR' }, { country: 'DE' }],
    });
    expect('create a carrier', carrier.status, 201);
    carrierId = carrier.body.id;
    made.push(() => client.call('DELETE', 'carrier-service', `carriers/${carrierId}`));
  };

  /** 7.25 + 2.5 kg × 1.10 = 10.00, and 7.5 % of it for fuel. */
  const quote = async () => {
    const lane = { carrierId, serviceType: 'express', originCountry: 'FR', destinationCountry: 'DE' };
    const rule = await client.call('POST', 'pricing-service', 'pricing/rules', {
      name: `Smoke ${stamp}`,
      priority: 1,
      isActive: true,
      conditions: lane,
      pricing: {
        baseRate: '7.25',
        currency: 'CHF',
        perKgRate: '1.10',
        surcharges: [{ type: 'fuel', percentage: '7.5' }],
      },
    });
    expect('create a rule', rule.status, 201);
    made.push(() => client.call('DELETE', 'pricing-service', `pricing/rules/${rule.body.id}`));
    const shipment = { ...lane, weight: 2.5, customerId };
    const { status, body } = await client.call('POST', 'pricing-service', 'pricing/calculate', shipment);
    expect('the quote', [status, body.calculation?.total, body.calculation?.currency], [201, '10.75', 'CHF']);
  };

  return {
    checks: [
      { name: 'a new user has a customer profile (user.created)', run: createUser },
      { name: 'customer-service asks user-service for the user', run: askPeer },
      { name: 'a carrier is created', run: createCarrier },
      { name: 'pricing-service asks customer- and carrier-service, and quotes exactly', run: quote },
    ],
    cleanUp: async () => {
      for (const undo of made.reverse()) await undo();
    },
  };
}
