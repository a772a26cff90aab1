import { UserDirectory } from '@hybrid-fleet/service-kit';
import { HttpPeer, json } from '../../../packages/service-kit/test/http-peer.js';
import { type TestCaller, TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';

const USER_ID = 1_000_000_000 + (Date.now() % 1_000_000_000);
const USER = { id: USER_ID, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', isActive: true };
/** For a test that drops its user from the cache, which then keeps nothing of that user for a while. */
const FORGOTTEN_ID = USER_ID + 1;
const ADDRESS = { street: 'Rue de la Gare 1', city: 'Lyon', zipCode: '69001', country: 'FR' };

let serial = 0;
const unique = (word: string) => `${word}${process.pid}x${Date.now()}x${++serial}`;
const body = (changes: object = {}) => ({
  email: `${unique('c')}@example.com`,
  firstName: 'Zoë',
  lastName: 'Ng',
  ...changes,
});

describe('customers', () => {
  let fleet: TestService;
  let users: HttpPeer;
  let editor: TestCaller;

  beforeAll(async () => {
    users = await HttpPeer.start();
    users.answer = ({ url }, response) =>
      [USER_ID, FORGOTTEN_ID].some((id) => url === `/api/v1/users/${id}`)
        ? json(response, 200, { ...USER, roles: ['user'] })
        : json(response, 404, { code: 'user_not_found' });
    fleet = await TestService.start({ service, database, env: { USER_SERVICE_URL: users.url } });
    editor = fleet.as('customers:read', 'customers:create', 'customers:update', 'customers:delete');
  });
  afterAll(async () => {
    await fleet?.stop();
    await users?.stop();
  });

  async function created(changes: object = {}) {
    const answer = await editor.post('customers', body(changes));
    if (answer.status !== 201) throw new Error(`creating a customer answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  it('are fetched many at once by their ids, of which unknown and deleted ones are left out', async () => {
    const [one, two, gone] = [await created(), await created(), await created()];
    await editor.delete(`customers/${gone.id}`);
    const answer = await editor.get(`customers?ids=${two.id},${one.id},${gone.id},4294967295&sort=id`);
    expect(answer.body.data.map(({ id }: { id: number }) => id)).toEqual([one.id, two.id]);
    expect(answer.body.meta.total).toBe(2);
    const deleted = await editor.get(`customers?ids=${one.id},${gone.id}&deleted=true`);
    expect(deleted.body.data.map(({ id }: { id: number }) => id)).toEqual([gone.id]);
    const tooMany = Array.from({ length: 101 }, (_, index) => index + 1).join(',');
    for (const ids of ['', '0', '1,', 'x', '1;2', tooMany]) {
      const refused = await editor.get(`customers?ids=${ids}`);
      expect([ids, refused.status, refused.body.errors?.[0]?.field]).toEqual([ids, 400, 'ids']);
    }
  });

  it('keep everything that was given, and say so in one event', async () => {
    const given = body({
      email: ` ${unique('Mixed')}@Example.COM `,
      phone: '+33 1 23 45 67 89',
      companyName: 'Ng & Co',
      dateOfBirth: '1990-02-28',
      customerType: 'vip',
      address: ADDRESS,
      addresses: [{ ...ADDRESS, city: 'Paris' }],
      preferences: { newsletter: false, colours: ['red'] },
      notes: 'Rings twice.\nالجرس',
    });
    const answer = await editor.post('customers', given);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...given,
      id: expect.any(Number),
      userId: null,
      email: given.email.trim().toLowerCase(),
      isActive: true,
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      deletedAt: null,
    });
    expect((await editor.get(`customers/${answer.body.id}`)).body).toEqual(answer.body);
    expect(await fleet.eventsOf('customer', answer.body.id)).toEqual(['customer.created']);
  });

  it('have an email of their own, but a deleted customer gives it back', async () => {
    const first = await created();
    const second = await editor.post('customers', body({ email: first.email.toUpperCase() }));
    expect({ status: second.status, code: second.body.code, field: second.body.errors[0].field }).toEqual({
      status: 409,
      code: 'email_taken',
      field: 'email',
    });
    expect((await editor.delete(`customers/${first.id}`)).status).toBe(204);
    expect((await editor.post('customers', body({ email: first.email }))).status).toBe(201);
    const back = await editor.post(`customers/${first.id}/restore`);
    expect({ status: back.status, code: back.body.code }).toEqual({ status: 409, code: 'email_taken' });
  });

  it('P21: the second of two edits gets 409 with the current state, and changes nothing', async () => {
    const customer = await created();
    const first = await editor.patch(`customers/${customer.id}`, { version: 1, lastName: 'First' });
    expect(first.body).toMatchObject({ lastName: 'First', version: 2 });
    const second = await editor.patch(`customers/${customer.id}`, { version: 1, lastName: 'Second' });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'stale_version', current: first.body });
    expect((await editor.get(`customers/${customer.id}`)).body).toEqual(first.body);
    expect(await fleet.eventsOf('customer', customer.id)).toEqual(['customer.created', 'customer.updated']);
  });

  it('P21: of 20 edits of one version at the same time, one wins', async () => {
    const customer = await created();
    const edits = Array.from({ length: 20 }, (_, index) =>
      editor.patch(`customers/${customer.id}`, { version: 1, lastName: `Edit ${index}` }),
    );
    const statuses = (await Promise.all(edits)).map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, ...Array(19).fill(409)]);
    expect((await editor.get(`customers/${customer.id}`)).body.version).toBe(2);
  });

  it('are not edited without a version', async () => {
    const customer = await created();
    const answer = await editor.patch(`customers/${customer.id}`, { lastName: 'Blind' });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ field: 'version', message: expect.stringContaining('If-Match') }]);
    expect((await editor.get(`customers/${customer.id}`)).body).toEqual(customer);
  });

  it('take an absent field as it is, and null as empty', async () => {
    const customer = await created({ phone: '+33 1 23 45 67 89', address: ADDRESS });
    const answer = await editor.patch(`customers/${customer.id}`, { version: 1, phone: null });
    expect(answer.body).toEqual({ ...customer, phone: null, version: 2, updatedAt: expect.any(String) });
    expect((await editor.patch(`customers/${customer.id}`, { version: 2, firstName: null })).status).toBe(400);
  });

  it('disappear when deleted, and come back as they were', async () => {
    const customer = await created();
    await editor.delete(`customers/${customer.id}`);
    expect((await editor.get(`customers/${customer.id}`)).status).toBe(404);
    expect((await editor.get(`customers/email/${customer.email}`)).status).toBe(404);
    expect((await editor.delete(`customers/${customer.id}`)).status).toBe(404);
    const restored = await editor.post(`customers/${customer.id}/restore`);
    expect(restored.body).toEqual({ ...customer, version: 3, updatedAt: expect.any(String) });
    expect(await fleet.eventsOf('customer', customer.id)).toEqual([
      'customer.created',
      'customer.deleted',
      'customer.restored',
    ]);
  });

  it('are found by words, by country, by whether they have a user, and in the order asked for', async () => {
    const word = unique('word');
    const anna = await created({ firstName: 'Anna', lastName: word, address: ADDRESS });
    const bert = await created({ firstName: 'Bert', lastName: word, address: { ...ADDRESS, country: 'DE' } });
    const carl = await created({ firstName: 'Carl', lastName: word, isActive: false });
    const search = async (query: string) =>
      (await editor.get(`customers?search=${query}`)).body.data?.map((each: { id: number }) => each.id);
    expect(await search(`${word}&sort=firstName`)).toEqual([anna.id, bert.id, carl.id]);
    expect(await search(`${word}&sort=-firstName`)).toEqual([carl.id, bert.id, anna.id]);
    expect(await search(`${word}%20an`)).toEqual([anna.id]);
    expect(await search(`${word.slice(0, 12)}%20bert`)).toEqual([bert.id]);
    expect(await search(encodeURIComponent(carl.email))).toEqual([carl.id]);
    expect(await search(`${word}&country=DE`)).toEqual([bert.id]);
    expect(await search(`${word}&isActive=false`)).toEqual([carl.id]);
    expect(await search(`${word}&hasUser=true`)).toEqual([]);
    const page = await editor.get(`customers?search=${word}&sort=firstName&limit=2&page=2`);
    expect(page.body).toEqual({ data: [carl], meta: { page: 2, limit: 2, total: 3, totalPages: 2 } });
  });

  it('show the user behind them, asked once and then from the cache', async () => {
    const before = users.seen.length;
    const customer = await created({ userId: USER_ID });
    const shown = await editor.get(`customers/${customer.id}?expand=user`);
    expect(shown.body).toEqual({ ...customer, user: USER });
    expect((await editor.get(`customers/by-user/${USER_ID}`)).body).toEqual(customer);
    expect(users.seen.length).toBe(before + 1);
    await fleet.query('UPDATE customers SET user_id = NULL WHERE id = ?', [customer.id]);
  });

  it('are shown without their user while user-service is away, and say so', async () => {
    const customer = await created({ userId: FORGOTTEN_ID });
    await fleet.app.get(UserDirectory, { strict: false }).forget(FORGOTTEN_ID);
    const answer = users.answer;
    users.answer = (_request, response) => json(response, 503, {});
    try {
      const shown = await editor.get(`customers/${customer.id}?expand=user`);
      expect(shown.status).toBe(200);
      expect(shown.body).toEqual({ ...customer, user: null, missing: ['user-service'] });
    } finally {
      users.answer = answer;
      await editor.delete(`customers/${customer.id}`);
      await fleet.query('UPDATE customers SET user_id = NULL WHERE id = ?', [customer.id]);
    }
  });

  it('are not linked to a user who does not exist', async () => {
    const given = body({ userId: 4_000_000_000 });
    const answer = await editor.post('customers', given);
    expect({ status: answer.status, code: answer.body.code, errors: answer.body.errors }).toEqual({
      status: 422,
      code: 'user_not_found',
      errors: [{ field: 'userId', message: 'There is no such user.' }],
    });
    expect((await editor.get(`customers/email/${given.email}`)).status).toBe(404);
  });

  it('are counted by the filters of the list, and no filter is ignored', async () => {
    const { lastName } = await created({ lastName: unique('Counted').replace(/\W/g, ''), isActive: false });
    const count = async (query: string) => (await editor.get(`customers/count?search=${lastName}&${query}`)).body.count;
    expect([await count('isActive=false'), await count('isActive=true')]).toEqual([1, 0]);
    for (const path of ['customers/active?isActive=false', 'customers/count?page=2', 'customers/count?colour=red']) {
      expect([path, (await editor.get(path)).status]).toEqual([path, 400]);
    }
  });

  it.each([
    ['list', (caller: TestCaller) => caller.get('customers')],
    ['create', (caller: TestCaller) => caller.post('customers', body())],
    ['update', (caller: TestCaller, id: number) => caller.patch(`customers/${id}`, { version: 1, lastName: 'X' })],
    ['delete', (caller: TestCaller, id: number) => caller.delete(`customers/${id}`)],
  ] as const)('refuse to %s for a caller without the permission, and nothing changes', async (_what, call) => {
    const customer = await created();
    const count = async () => (await editor.get('customers/count?isActive=true')).body.count;
    const before = await count();
    expect((await call(fleet.anonymous, customer.id)).status).toBe(401);
    expect((await call(fleet.as('carriers:read'), customer.id)).status).toBe(403);
    expect((await editor.get(`customers/${customer.id}`)).body).toEqual(customer);
    expect(await count()).toBe(before);
  });
});

describe('P14: an Idempotency-Key', () => {
  let fleet: TestService;
  let editor: TestCaller;
  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
    editor = fleet.as('customers:read', 'customers:create');
  });
  afterAll(() => fleet?.stop());

  const withEmail = (email: string) => fleet.query('SELECT id FROM customers WHERE email = ?', [email]);

  it('given twice has one effect and the same answer', async () => {
    const key = unique('key');
    const given = body();
    const first = await editor.post('customers', given).set('idempotency-key', key);
    const { lastName, ...rest } = given;
    const second = await editor.post('customers', { lastName, ...rest }).set('idempotency-key', key);
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await withEmail(given.email)).toHaveLength(1);
    expect(await fleet.eventsOf('customer', first.body.id)).toEqual(['customer.created']);
  });

  it('given ten times in parallel has one effect', async () => {
    const key = unique('key');
    const given = body();
    const calls = Array.from({ length: 10 }, () => editor.post('customers', given).set('idempotency-key', key));
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await withEmail(given.email)).toHaveLength(1);
  });

  it('given with another body is refused with 422, and nothing is stored', async () => {
    const key = unique('key');
    const other = body();
    await editor.post('customers', body()).set('idempotency-key', key);
    const answer = await editor.post('customers', other).set('idempotency-key', key);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 422, code: 'idempotency_key_reused' });
    expect(await withEmail(other.email)).toHaveLength(0);
  });

  it('is free again after a refusal', async () => {
    const key = unique('key');
    const taken = body();
    await editor.post('customers', taken);
    expect((await editor.post('customers', taken).set('idempotency-key', key)).status).toBe(409);
    expect((await editor.post('customers', body()).set('idempotency-key', key)).status).toBe(201);
  });

  it('with a body nested beyond any sense is refused like one without the key', async () => {
    const deep = `{"preferences":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const call = editor.post('customers', deep as unknown as object).set('content-type', 'application/json');
    const answer = await call.set('idempotency-key', unique('key'));
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });
});
