import { type TestCaller, TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';

const NOBODY = 4_294_967_290;
const GONE = { ok: false, status: 404, code: 'customer_not_found', detail: 'There is no such customer.' };
const TAKEN = { ok: false, status: 409, code: 'email_taken', detail: 'Another customer has this email.' };

let serial = 0;
const unique = (word: string) => `${word}${process.pid}x${Date.now()}x${++serial}`;

describe('many customers at once', () => {
  let fleet: TestService;
  let editor: TestCaller;

  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
    editor = fleet.as('customers:read', 'customers:create', 'customers:update', 'customers:delete');
  });
  afterAll(() => fleet?.stop());

  async function created(changes: object = {}) {
    const body = { email: `${unique('b')}@example.com`, firstName: 'Ann', lastName: 'Lee', ...changes };
    const answer = await editor.post('customers', body);
    if (answer.status !== 201) throw new Error(`creating a customer answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  const bulk = (action: string, ids: unknown[], caller = editor) => caller.post('customers/bulk', { ids, action });
  const row = async (id: number) =>
    (await fleet.query('SELECT is_active, version, deleted_at FROM customers WHERE id = ?', [id]))[0];

  it('are deactivated and activated, each with its event, and stay as they are where they are so already', async () => {
    const [one, off] = [await created(), await created({ isActive: false })];
    const answer = await bulk('deactivate', [off.id, NOBODY, one.id]);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: {
        results: [
          { id: off.id, ok: true },
          { id: NOBODY, ...GONE },
          { id: one.id, ok: true },
        ],
        succeeded: 2,
        failed: 1,
      },
    });
    expect(await row(one.id)).toMatchObject({ is_active: 0, version: 2 });
    expect(await row(off.id)).toMatchObject({ is_active: 0, version: 1 });
    expect(await fleet.eventsOf('customer', one.id)).toEqual(['customer.created', 'customer.updated']);
    expect((await bulk('activate', [one.id])).body.succeeded).toBe(1);
    expect(await row(one.id)).toMatchObject({ is_active: 1, version: 3 });
  });

  it('are deleted, and those are restored whose email is still free', async () => {
    const [free, taken] = [await created(), await created()];
    expect((await bulk('delete', [free.id, taken.id])).body).toMatchObject({ succeeded: 2, failed: 0 });
    expect((await editor.get(`customers/${free.id}`)).status).toBe(404);
    await created({ email: taken.email });
    const { body } = await bulk('restore', [taken.id, free.id, NOBODY]);
    expect(body.results).toEqual([
      { id: taken.id, ...TAKEN },
      { id: free.id, ok: true },
      { id: NOBODY, ...GONE },
    ]);
    expect((await row(taken.id)).deleted_at).not.toBeNull();
    expect((await row(free.id)).deleted_at).toBeNull();
    expect(await fleet.eventsOf('customer', taken.id)).toEqual(['customer.created', 'customer.deleted']);
  });

  it('P14: are changed once by a request that is sent twice, also at the same time and with refusals in it', async () => {
    const [free, taken] = [await created(), await created()];
    await bulk('delete', [free.id, taken.id]);
    await created({ email: taken.email });
    const key = unique('key');
    const send = () => bulk('restore', [taken.id, free.id]).set('idempotency-key', key);
    const answers = [...(await Promise.all([send(), send()])), await send()];
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          results: [
            { id: taken.id, ...TAKEN },
            { id: free.id, ok: true },
          ],
          succeeded: 1,
          failed: 1,
        },
      });
    }
    expect(answers.filter(({ headers }) => headers['idempotency-replayed']).length).toBe(2);
    expect(await fleet.eventsOf('customer', free.id)).toEqual([
      'customer.created',
      'customer.deleted',
      'customer.restored',
    ]);
    const other = await bulk('delete', [free.id]).set('idempotency-key', key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    expect((await row(free.id)).deleted_at).toBeNull();
  });

  it('are asked for by 1 to 100 different ids and a known action', async () => {
    const { id } = await created();
    const hundred = Array.from({ length: 101 }, (_, index) => index + 1);
    for (const [action, ids, field] of [
      ['delete', [], 'ids'],
      ['delete', hundred, 'ids'],
      ['delete', [id, id], 'ids'],
      ['delete', [id, 0], 'ids.1'],
      ['delete', [String(id)], 'ids.0'],
      ['erase', [id], 'action'],
    ] as const) {
      const answer = await bulk(action, [...ids]);
      expect([answer.status, answer.body.errors?.[0].field]).toEqual([400, field]);
    }
    expect(await row(id)).toMatchObject({ version: 1, deleted_at: null });
  });

  it('take the permission of what is done to them', async () => {
    const { id } = await created();
    for (const [permission, action, missing] of [
      ['customers:update', 'delete', 'customers:delete'],
      ['customers:update', 'restore', 'customers:delete'],
      ['customers:delete', 'activate', 'customers:update'],
      ['customers:delete', 'deactivate', 'customers:update'],
      ['customers:read', 'delete', 'customers:update'],
    ] as const) {
      const answer = await bulk(action, [id], fleet.as(permission));
      expect([answer.status, answer.body.permission]).toEqual([403, missing]);
    }
    expect((await bulk('delete', [id], fleet.anonymous)).status).toBe(401);
    expect(await row(id)).toMatchObject({ is_active: 1, version: 1, deleted_at: null });
    expect((await bulk('deactivate', [id], fleet.as('customers:update'))).body.succeeded).toBe(1);
    expect((await bulk('delete', [id], fleet.as('customers:delete'))).body.succeeded).toBe(1);
  });
});
