import { UserDirectory } from '@hybrid-fleet/service-kit';
import { HttpPeer, json } from '../../../packages/service-kit/test/http-peer.js';
import { type TestCaller, TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';

const EXPRESS = {
  code: 'express',
  name: 'Express',
  minDays: 1,
  maxDays: 2,
  maxWeightKg: 30.5,
  dimensionalDivisor: 5000,
};
// An id of this run: events of other runs' users, still in the queue, must not drop this one from the cache.
const OWNER_ID = 1_000_000_000 + (Date.now() % 1_000_000_000);
const OWNER = { id: OWNER_ID, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', isActive: true };
/** For a test that drops its owner from the cache, which then keeps nothing of that owner for a while. */
const FORGOTTEN_ID = OWNER_ID + 2;

let serial = 0;
const unique = (word: string) => `${word} ${process.pid}x${Date.now()}x${++serial}`;
const body = (changes: object = {}) => {
  const name = unique('Carrier');
  return { name, code: name.replaceAll(' ', '-'), ...changes };
};

describe('carriers', () => {
  let fleet: TestService;
  let users: HttpPeer;
  let editor: TestCaller;

  beforeAll(async () => {
    users = await HttpPeer.start();
    users.answer = ({ url }, response) =>
      [OWNER_ID, FORGOTTEN_ID].some((id) => url === `/api/v1/users/${id}`)
        ? json(response, 200, { ...OWNER, roles: ['user'] })
        : json(response, 404, { code: 'user_not_found' });
    fleet = await TestService.start({ service, database, env: { USER_SERVICE_URL: users.url } });
    editor = fleet.as('carriers:read', 'carriers:create', 'carriers:update', 'carriers:delete');
  });
  afterAll(async () => {
    await fleet?.stop();
    await users?.stop();
  });

  async function created(changes: object = {}) {
    const answer = await editor.post('carriers', body(changes));
    expect(answer.body).toMatchObject({ version: 1 });
    expect(answer.status).toBe(201);
    return answer.body;
  }

  it('keep everything that was given', async () => {
    const given = body({
      description: 'Parcels 📦 بريد',
      contactEmail: ' Info@Example.COM ',
      contactPhone: '+49 30 1234567',
      website: 'https://example.com',
      trackingUrlTemplate: 'https://example.com/t/{trackingNumber}',
      services: [EXPRESS, { ...EXPRESS, code: 'freight', dimensionalDivisor: undefined }],
      coverage: [{ country: 'de', postcodePrefixes: ['10', 'sw1a'] }, { country: 'FR' }],
    });
    const answer = await editor.post('carriers', given);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...given,
      id: expect.any(Number),
      ownerId: null,
      isActive: true,
      contactEmail: 'info@example.com',
      services: [EXPRESS, { ...EXPRESS, code: 'freight', dimensionalDivisor: null }],
      coverage: [
        { country: 'DE', postcodePrefixes: ['10', 'SW1A'] },
        { country: 'FR', postcodePrefixes: null },
      ],
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      deletedAt: null,
    });
    expect((await editor.get(`carriers/${answer.body.id}`)).body).toEqual(answer.body);
    expect((await editor.get(`carriers/name/${encodeURIComponent(given.name)}`)).body).toEqual(answer.body);
  });

  it.each<[object, string[]]>([
    [{ name: '' }, ['name']],
    [{ name: 'x'.repeat(151) }, ['name']],
    [{ code: 'a b' }, ['code']],
    [{ colour: 'red' }, ['colour']],
    [{ website: 'javascript:alert(1)' }, ['website']],
    [{ trackingUrlTemplate: 'https://example.com/' }, ['trackingUrlTemplate']],
    [{ trackingUrlTemplate: 'javascript:{trackingNumber}' }, ['trackingUrlTemplate']],
    [{ services: [{ ...EXPRESS, minDays: 3 }] }, ['services.0.maxDays']],
    [{ services: [{ ...EXPRESS, maxWeightKg: -1 }] }, ['services.0.maxWeightKg']],
    [{ services: [EXPRESS, { ...EXPRESS, code: 'EXPRESS' }] }, ['services.1.code']],
    [{ coverage: [{ country: 'DE' }, { country: 'de' }] }, ['coverage.1.country']],
    [{ coverage: [{ country: 'ZZ' }] }, ['coverage.0.country']],
    [{ isActive: 'yes', contactEmail: 'no', ownerId: 0 }, ['contactEmail', 'isActive', 'ownerId']],
  ])('refuse %j, naming each wrong field', async (changes, fields) => {
    const answer = await editor.post('carriers', body(changes));
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(fields);
  });

  it('have a name and a code of their own, whatever the case, until they are deleted', async () => {
    const first = await created();
    for (const [changes, field] of [
      [{ name: first.name.toUpperCase() }, 'name'],
      [{ code: first.code.toUpperCase() }, 'code'],
    ] as const) {
      const answer = await editor.post('carriers', body(changes));
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: `${field}_taken`, errors: [{ field }] });
    }
    expect((await editor.delete(`carriers/${first.id}`)).status).toBe(204);
    expect((await editor.get(`carriers/${first.id}`)).status).toBe(404);
    await created({ name: first.name, code: first.code });
    const back = await editor.post(`carriers/${first.id}/restore`);
    expect(back.status).toBe(409);
    expect(await fleet.eventsOf('carrier', first.id)).toEqual(['carrier.created', 'carrier.deleted']);
  });

  it('of one name, created twenty times at once, are one', async () => {
    const same = body();
    const answers = await Promise.all(Array.from({ length: 20 }, () => editor.post('carriers', same)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  it('P21: of two edits of one version the second gets 409 with the current state', async () => {
    const { id } = await created({ services: [EXPRESS] });
    const answers = await Promise.all(
      ['a', 'b'].map((description) => editor.patch(`carriers/${id}`, { description, version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won] = answers.filter(({ status }) => status === 200);
    const [lost] = answers.filter(({ status }) => status === 409);
    expect(won?.body).toMatchObject({ version: 2, services: [EXPRESS] });
    expect(lost?.body).toMatchObject({ code: 'stale_version', current: won?.body });
    expect(await fleet.eventsOf('carrier', id)).toEqual(['carrier.created', 'carrier.updated']);
  });

  it('are not changed without a version; If-Match serves as well as the body', async () => {
    const { id } = await created();
    expect((await editor.patch(`carriers/${id}`, { isActive: false })).status).toBe(400);
    const answer = await editor.patch(`carriers/${id}`, { isActive: false }).set('if-match', '"1"');
    expect(answer.body).toMatchObject({ isActive: false, version: 2 });
  });

  it('come back from a delete with a higher version, and say so', async () => {
    const { id } = await created();
    await editor.delete(`carriers/${id}`);
    const answer = await editor.post(`carriers/${id}/restore`);
    expect([answer.status, answer.body.version]).toEqual([200, 3]);
    expect(await fleet.eventsOf('carrier', id)).toEqual(['carrier.created', 'carrier.deleted', 'carrier.restored']);
    const [event] = await fleet.query(
      "SELECT payload FROM outbox WHERE type = 'carrier.restored' AND aggregate_id = ?",
      [String(id)],
    );
    const payload = typeof event.payload === 'string' ? JSON.parse(event.payload) : event.payload;
    expect(payload).toMatchObject({ carrierId: id, version: 3, deletedAt: null, services: [], isActive: true });
  });

  it('are found by words, country and state, in the order that was asked for', async () => {
    const word = unique('zephyr').replaceAll(/\W/g, '');
    const b = await created({ name: `Bravo ${word}`, coverage: [{ country: 'IS' }] });
    const a = await created({
      name: `Alpha ${word}`,
      coverage: [{ country: 'DE' }, { country: 'IS' }],
      isActive: false,
    });
    const ids = async (query: string, path = 'carriers') => {
      const answer = await editor.get(`${path}?search=${word.slice(0, -1)}&${query}`);
      expect(answer.status).toBe(200);
      return answer.body.data.map(({ id }: { id: number }) => id);
    };
    expect(await ids('sort=name')).toEqual([a.id, b.id]);
    expect(await ids('sort=-name')).toEqual([b.id, a.id]);
    expect(await ids('country=is&sort=id')).toEqual([b.id, a.id]);
    expect(await ids('country=DE')).toEqual([a.id]);
    expect(await ids('isActive=true')).toEqual([b.id]);
    expect(await ids('', 'carriers/active')).toEqual([b.id]);
    expect(await ids('country=PT')).toEqual([]);
    const page = await editor.get(`carriers?search=${word}&limit=1&page=2&sort=id`);
    expect(page.body).toMatchObject({ data: [{ id: a.id }], meta: { page: 2, limit: 1, total: 2, totalPages: 2 } });
  });

  it('show their owner, asked of user-service once', async () => {
    const { id } = await created({ ownerId: OWNER_ID });
    const asked = users.seen.length;
    for (const _ of [1, 2]) {
      expect((await editor.get(`carriers/${id}?expand=owner`)).body).toMatchObject({ ownerId: OWNER_ID, owner: OWNER });
    }
    expect(users.seen.length).toBe(asked);
    await fleet.app.get(UserDirectory, { strict: false }).forget(OWNER_ID);
    await editor.get(`carriers/${id}?expand=owner`);
    expect(users.seen.length).toBe(asked + 1);
  });

  it('are not given to an owner who does not exist', async () => {
    const answer = await editor.post('carriers', body({ ownerId: OWNER_ID + 1 }));
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'ownerId']);
  });

  it('still answer while user-service is away, and say that it is missing', async () => {
    const { id } = await created({ ownerId: FORGOTTEN_ID });
    await fleet.app.get(UserDirectory, { strict: false }).forget(FORGOTTEN_ID);
    await users.stop();
    const answer = await editor.get(`carriers/${id}?expand=owner`);
    await users.start();
    expect([answer.status, answer.body.owner, answer.body.missing]).toEqual([200, null, ['user-service']]);
  });

  it('P14: a repeated Idempotency-Key creates one', async () => {
    const given = body();
    const key = unique('key');
    const [first, second] = [
      await editor.post('carriers', given).set('idempotency-key', key),
      await editor.post('carriers', given).set('idempotency-key', key),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await editor.post('carriers', body()).set('idempotency-key', key)).status).toBe(422);
  });

  it('can be deleted and restored by clients that name a content type without a body', async () => {
    const { id } = await created();
    const json = 'application/json';
    expect((await editor.delete(`carriers/${id}`).set('content-type', json)).status).toBe(204);
    const restored = editor.post(`carriers/${id}/restore`, '' as unknown as object).set('content-type', json);
    expect((await restored).status).toBe(200);
  });

  it('asked for by a URL that is none are a problem like any other', async () => {
    const answer = await editor.get('carriers/name/%E0%A4%A');
    expect([answer.status, answer.type, answer.body.code]).toEqual([400, 'application/problem+json', 'bad_request']);
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  });

  it('are closed to callers without the permission, and nothing changes', async () => {
    const before = await created();
    const others = fleet.as('carriers:read', 'customers:update');
    const attempts = (caller: TestCaller) => [
      caller.post('carriers', body()),
      caller.patch(`carriers/${before.id}`, { name: 'x', version: 1 }),
      caller.delete(`carriers/${before.id}`),
      caller.post(`carriers/${before.id}/restore`),
    ];
    const [rows] = await fleet.query('SELECT COUNT(*) AS count FROM carriers');
    for (const attempt of attempts(others)) expect((await attempt).status).toBe(403);
    for (const attempt of attempts(fleet.anonymous)) expect((await attempt).status).toBe(401);
    expect((await fleet.as('customers:read').get('carriers')).status).toBe(403);
    expect((await editor.get(`carriers/${before.id}`)).body).toEqual(before);
    expect(await fleet.query('SELECT COUNT(*) AS count FROM carriers')).toEqual([rows]);
  });
});
