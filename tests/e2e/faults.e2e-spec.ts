import request from 'supertest';
import { inCustomerDatabase, reconcile, servers, services } from './support/faults.js';
import { anonymous, type Caller, eventually, origin, signInAsAdmin, unique } from './support/fleet.js';

const registration = (email: string) => ({
  email,
  password: 'correct horse battery',
  firstName: 'Many',
  lastName: 'People',
});

/** Lasts until `ms` after `since`: P1 promises for an outage of a minute, so this one lasts a minute. */
const outage = (ms: number, since: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, since + ms - Date.now())));

/** How many customers a search finds. */
async function found(admin: Caller, search: string): Promise<number> {
  const answer = await admin.get('customer', `customers?limit=1&search=${encodeURIComponent(search)}`);
  return answer.body.meta.total;
}

/** Registers everybody, eight at a time. */
async function registerAll(emails: string[], lastName: string): Promise<number[]> {
  const statuses: number[] = [];
  const queue = [...emails];
  const worker = async () => {
    for (let email = queue.shift(); email; email = queue.shift()) {
      statuses.push((await anonymous.post('auth', 'auth/register', { ...registration(email), lastName })).status);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return statuses;
}

describe('when parts fail', () => {
  let admin: Caller;
  beforeAll(async () => {
    admin = await signInAsAdmin();
  });
  // Whatever a failed test left stopped is started again for the next.
  afterEach(() => servers('start', 'rabbitmq', 'redis', 'customer-db'));

  it('P1: with the broker killed for 60 s, 1,000 registrations are accepted and make exactly 1,000 profiles', async () => {
    const lastName = unique('outage').replaceAll('-', '');
    const emails = Array.from({ length: 1000 }, (_, index) => `person${index}@${lastName}.example`);
    const count = () => found(admin, lastName);
    await servers('kill', 'rabbitmq');
    const down = Date.now();
    const statuses = await registerAll(emails, lastName);
    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    const health = await request(origin('auth')).get('/api/v1/health');
    expect({ status: health.status, says: health.body.status, broker: health.body.parts.rabbitmq.status }).toEqual({
      status: 200,
      says: 'degraded',
      broker: 'down',
    });
    expect(await count()).toBe(0);
    await outage(60_000, down);
    await servers('start', 'rabbitmq');
    await eventually('1,000 profiles', count, (profiles) => profiles >= 1000);
    // One of the thousand that came twice would have come before this one, through the same queue.
    const last = `${unique('last')}@example.com`;
    expect((await anonymous.post('auth', 'auth/register', registration(last))).status).toBe(201);
    await eventually(
      'the profile of one more',
      () => found(admin, last),
      (profiles) => profiles === 1,
    );
    expect(await count()).toBe(1000);
    const letters = await admin.get('customer', 'messaging/dead-letters');
    expect(letters.body.meta.total).toBe(0);
  });

  it('P3: an event whose service is killed after the commit and before the publish still arrives', async () => {
    const email = `${unique('orphan')}@example.com`;
    await servers('kill', 'rabbitmq');
    expect((await anonymous.post('auth', 'auth/register', registration(email))).status).toBe(201);
    // Both processes that could relay it are gone before the broker is back.
    await services('kill', 'auth-service', 'user-service');
    await servers('start', 'rabbitmq');
    expect(await found(admin, email)).toBe(0);
    await services('start', 'auth-service', 'user-service');
    await eventually(
      'the profile',
      () => found(admin, email),
      (count) => count === 1,
    );
  });

  it('reconcile gives a consumer back what it lost, and changes nothing else', async () => {
    const email = `${unique('lost')}@example.com`;
    const registered = await anonymous.post('auth', 'auth/register', registration(email));
    const { id } = registered.body.user;
    const profile = () => admin.get('customer', `customers/by-user/${id}`);
    const made = await eventually('the profile', profile, (answer) => answer.status === 200);
    await inCustomerDatabase('DELETE FROM customers WHERE id = ?', made.body.id);
    await inCustomerDatabase("DELETE FROM consumed_aggregates WHERE aggregate_type = 'user' AND aggregate_id = ?", id);
    const others = await found(admin, 'example.com');
    await reconcile('user-service');
    const back = await eventually('the profile again', profile, (answer) => answer.status === 200);
    expect(back.body).toMatchObject({ userId: id, email, version: 1 });
    expect(await found(admin, 'example.com')).toBe(others + 1);
  });

  it('answers 503 while its own database is away, and serves again without a restart', async () => {
    await servers('kill', 'customer-db');
    const refused = await admin.get('customer', 'customers');
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 503, code: 'database_unavailable' });
    expect(refused.headers['retry-after']).toBeDefined();
    expect((await request(origin('customer')).get('/api/v1/health')).status).toBe(503);
    expect((await admin.get('carrier', 'carriers')).status).toBe(200);
    await servers('start', 'customer-db');
    await eventually(
      'customers',
      () => admin.get('customer', 'customers'),
      (answer) => answer.status === 200,
    );
  });

  it('goes on without Redis: reads and writes are answered, and nothing hangs', async () => {
    await servers('kill', 'redis');
    expect((await admin.get('customer', 'customers')).status).toBe(200);
    const body = { email: `${unique('noredis')}@example.com`, firstName: 'No', lastName: 'Redis' };
    await eventually(
      'a write',
      () => admin.post('customer', 'customers', body),
      (answer) => answer.status === 201,
    );
    const health = await request(origin('customer')).get('/api/v1/health');
    expect({ status: health.status, says: health.body.status }).toEqual({ status: 200, says: 'degraded' });
  });
});
