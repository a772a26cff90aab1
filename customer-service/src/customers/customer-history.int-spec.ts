import { type EventData, type EventType, toCloudEvent } from '@hybrid-fleet/contracts';
import { EventHandlers, UnitOfWork } from '@hybrid-fleet/service-kit';
import { type TestCaller, TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';
import { CustomerRecords } from './customer.records.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
let serial = 0;
const unique = (word: string) => `${word}-${process.pid}-${Date.now().toString(36)}-${++serial}`;
const body = (changes: object = {}) => ({
  email: `${unique('history')}@example.com`,
  firstName: 'Ann',
  lastName: 'Lee',
  ...changes,
});

describe("a customer's history", () => {
  let fleet: TestService;
  let editor: TestCaller;
  let auditor: TestCaller;

  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
    editor = fleet.as('customers:read', 'customers:create', 'customers:update', 'customers:delete');
    auditor = fleet.as('audit:read');
  });
  afterAll(() => fleet?.stop());

  const created = async (changes: object = {}) => {
    const answer = await editor.post('customers', body(changes));
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const historyOf = async (id: number) => (await auditor.get(`customers/${id}/history`)).body;
  const actionsOf = async (id: number) =>
    (await historyOf(id)).data.map(({ action, version }: { action: string; version: number }) => [action, version]);

  it('says who changed what and by which request, part by part', async () => {
    const address = { street: 'Rue 1', city: 'Lyon', state: null, zipCode: null, country: 'FR' };
    const customer = await created({ address, notes: 'calls back' });
    const changed = await editor
      .patch(`customers/${customer.id}`, {
        version: 1,
        address: { ...address, city: 'Bern', country: 'CH' },
        customerType: 'vip',
        notes: '',
      })
      .set({ 'x-request-id': 'customer-request-1', traceparent: TRACEPARENT });
    expect(changed.status).toBe(200);
    const [last, first] = (await historyOf(customer.id)).data;
    expect(last).toMatchObject({
      action: 'updated',
      version: 2,
      actor: { kind: 'user', userId: 7, name: null },
      requestId: 'customer-request-1',
      traceId: TRACE,
    });
    expect(last.changes).toEqual([
      { field: 'customerType', from: 'retail', to: 'vip' },
      { field: 'address.city', from: 'Lyon', to: 'Bern' },
      { field: 'address.country', from: 'FR', to: 'CH' },
      { field: 'notes', from: 'calls back', to: '' },
    ]);
    expect(first.changes).toContainEqual({ field: 'address', from: null, to: address });
    expect(first.changes.map(({ field }: { field: string }) => field)).not.toContain('userId');
  });

  it('says of what an event did which event it was, in the trace of the request behind it', async () => {
    const userId = 1_600_000_000 + (Date.now() % 400_000_000);
    const state: EventData<'user.created'> = {
      ...{ userId, email: `${unique('user')}@example.com`, firstName: 'Grace', lastName: 'Hopper', phone: null },
      ...{ isActive: true, isEmailVerified: false, registeredBy: 'self', roles: ['user'], version: 1 },
      ...{ deletedAt: null, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
    };
    const messages: string[] = [];
    const apply = (type: EventType, user: EventData<'user.created'>) => {
      const id = unique('message');
      messages.push(id);
      const event = { source: 'user-service', type, subject: String(userId), time: user.updatedAt, data: user };
      return fleet.app.get(EventHandlers, { strict: false }).apply(toCloudEvent({ id, ...event }), TRACEPARENT);
    };
    await apply('user.created', state);
    await apply('user.deleted', { ...state, version: 2 });
    // A restored user's: the profile is active again.
    await apply('user.updated', { ...state, version: 3, lastName: 'Murray' });
    const { id } = (await editor.get(`customers/by-user/${userId}`)).body;
    const { data } = await historyOf(id);
    const by = (name: string) => ({ kind: 'event', userId: null, name });
    expect(data).toMatchObject([
      {
        ...{ action: 'updated', version: 3, actor: by('user.updated'), requestId: messages[2], traceId: TRACE },
        changes: [
          { field: 'lastName', from: 'Hopper', to: 'Murray' },
          { field: 'isActive', from: false, to: true },
        ],
      },
      {
        ...{ action: 'updated', version: 2, actor: by('user.deleted'), requestId: messages[1] },
        changes: [{ field: 'isActive', from: true, to: false }],
      },
      { action: 'created', version: 1, actor: by('user.created'), requestId: messages[0] },
    ]);
    expect(data[2].changes).toContainEqual({ field: 'userId', from: null, to: userId });
  });

  it('has nothing of a change that was rolled back or refused', async () => {
    const { id } = await created();
    const other = await created();
    const records = fleet.app.get(CustomerRecords, { strict: false });
    const failing = fleet.app.get(UnitOfWork, { strict: false }).run(async () => {
      await records.save(await records.lock(id), { notes: 'never' }, 'updated');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect((await editor.patch(`customers/${id}`, { version: 1, email: other.email })).status).toBe(409);
    expect(await actionsOf(id)).toEqual([['created', 1]]);
  });

  it('has one entry of two restores at once, and none of one whose email was taken', async () => {
    const customer = await created();
    const { id } = customer;
    const restore = () => editor.post(`customers/${id}/restore`);
    await editor.delete(`customers/${id}`);
    const answers = await Promise.all([restore(), restore()]);
    expect(answers.map(({ status, body: { version, deletedAt } }) => [status, version, deletedAt])).toEqual([
      [200, 3, null],
      [200, 3, null],
    ]);
    await editor.delete(`customers/${id}`);
    await created({ email: customer.email });
    const refused = await restore();
    expect([refused.status, refused.body.code]).toEqual([409, 'email_taken']);
    expect(refused.body.errors).toEqual([{ field: 'email', message: 'Another customer has this email.' }]);
    expect(await actionsOf(id)).toEqual([
      ['deleted', 4],
      ['restored', 3],
      ['deleted', 2],
      ['created', 1],
    ]);
  });

  it('is closed to whoever may not audit', async () => {
    const { id } = await created();
    const refused = await editor.get(`customers/${id}/history`);
    expect([refused.status, refused.body.permission]).toEqual([403, 'audit:read']);
    const nobody = await auditor.get('customers/4294967290/history');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'customer_not_found']);
  });

  it('leaves deleted customers in a list of their own, for who may restore them', async () => {
    const lastName = unique('Gone').replaceAll('-', '');
    const { id } = await created({ lastName });
    await editor.delete(`customers/${id}`);
    expect((await editor.get(`customers?search=${lastName}`)).body.data).toEqual([]);
    const { data } = (await editor.get(`customers?search=${lastName}&deleted=true`)).body;
    expect(data).toMatchObject([{ id, version: 2, deletedAt: expect.stringMatching(/Z$/) }]);
    const refused = await fleet.as('customers:read').get('customers?deleted=true');
    expect([refused.status, refused.body.permission]).toEqual([403, 'customers:delete']);
    expect((await editor.get('customers/active?deleted=true')).status).toBe(400);
  });
});
