import { type EventData, type EventType, toCloudEvent } from '@hybrid-fleet/contracts';
import { EventHandlers } from '@hybrid-fleet/service-kit';
import { HttpPeer, json } from '../../../packages/service-kit/test/http-peer.js';
import { TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';

type UserState = EventData<'user.created'>;

let lastId = 1_500_000_000 + (Date.now() % 500_000_000);
let messages = 0;

function newUser(changes: Partial<UserState> = {}): UserState {
  const userId = ++lastId;
  return {
    userId,
    email: `user${userId}@example.com`,
    firstName: 'Grace',
    lastName: 'Hopper',
    phone: null,
    isActive: true,
    isEmailVerified: false,
    registeredBy: 'self',
    roles: ['user'],
    version: 1,
    deletedAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

describe('a customer profile follows its user', () => {
  let fleet: TestService;
  let users: HttpPeer;
  beforeAll(async () => {
    users = await HttpPeer.start();
    fleet = await TestService.start({ service, database, env: { USER_SERVICE_URL: users.url } });
  });
  afterAll(async () => {
    await fleet?.stop();
    await users?.stop();
  });

  const apply = (type: EventType, user: UserState) =>
    fleet.app.get(EventHandlers, { strict: false }).apply(
      toCloudEvent({
        id: `profiles-${process.pid}-${Date.now()}-${++messages}`,
        source: 'user-service',
        type,
        subject: String(user.userId),
        time: user.updatedAt,
        data: user,
      }),
      '',
    );
  const profile = async (userId: number) => {
    const rows = await fleet.query(
      'SELECT id, email, first_name AS firstName, is_active AS isActive, version FROM customers WHERE user_id = ?',
      [userId],
    );
    expect(rows.length).toBeLessThan(2);
    return rows[0];
  };
  const customer = async (email: string) => {
    const answer = await fleet.as('customers:create').post('customers', { email, firstName: 'Old', lastName: 'Name' });
    expect(answer.status).toBe(201);
    return answer.body;
  };

  it('is made by user.created, with an event of its own', async () => {
    const user = newUser();
    await apply('user.created', user);
    const made = await profile(user.userId);
    expect(made).toMatchObject({ email: user.email, firstName: 'Grace', isActive: 1, version: 1 });
    expect(await fleet.eventsOf('customer', made.id)).toEqual(['customer.created']);
  });

  it('takes over a changed name and email; a change of something else leaves it alone', async () => {
    const user = newUser();
    await apply('user.created', user);
    const email = `new${user.email}`;
    await apply('user.updated', { ...user, version: 2, firstName: 'Rear Admiral', email });
    expect(await profile(user.userId)).toMatchObject({ email, firstName: 'Rear Admiral', version: 2 });
    await apply('user.updated', { ...user, version: 3, firstName: 'Rear Admiral', email, roles: ['manager'] });
    expect(await profile(user.userId)).toMatchObject({ version: 2 });
  });

  it('is inactive with its user and active again with it, but what an admin chose since stands', async () => {
    const user = newUser();
    await apply('user.created', user);
    await apply('user.deactivated', { ...user, version: 2, isActive: false });
    expect((await profile(user.userId)).isActive).toBe(0);
    await apply('user.updated', { ...user, version: 3 });
    const { id, version, isActive } = await profile(user.userId);
    expect(isActive).toBe(1);
    await fleet.as('customers:update').patch(`customers/${id}`, { version, isActive: false });
    await apply('user.updated', { ...user, version: 4, firstName: 'Amazing' });
    expect(await profile(user.userId)).toMatchObject({ firstName: 'Amazing', isActive: 0 });
  });

  it('is active again with its user after an edit that sent the same link back', async () => {
    const user = newUser();
    await apply('user.created', user);
    await apply('user.deactivated', { ...user, version: 2, isActive: false });
    const { id, version } = await profile(user.userId);
    users.answer = (_, response) =>
      json(response, 200, { id: user.userId, ...user, preferences: null, lastLoginAt: null, dateOfBirth: null });
    const edit = { version, userId: user.userId, notes: 'called back' };
    expect((await fleet.as('customers:update').patch(`customers/${id}`, edit)).status).toBe(200);
    await apply('user.updated', { ...user, version: 3 });
    expect((await profile(user.userId)).isActive).toBe(1);
  });

  it('is made for somebody new who has the email of a deleted user, once it is verified', async () => {
    const gone = newUser();
    await apply('user.created', gone);
    await apply('user.deleted', { ...gone, version: 2, isActive: false, deletedAt: gone.updatedAt });
    const { id } = await profile(gone.userId);
    const next = newUser({ email: gone.email });
    await apply('user.created', next);
    expect(await profile(next.userId)).toBeUndefined();
    await apply('user.updated', { ...next, version: 2, isEmailVerified: true });
    expect(await profile(next.userId)).toMatchObject({ id, isActive: 1 });
  });

  it('stays, inactive, when its user is deleted; a late update does not revive it', async () => {
    const user = newUser();
    await apply('user.created', user);
    await apply('user.deleted', { ...user, version: 3, isActive: false, deletedAt: user.updatedAt });
    await apply('user.updated', { ...user, version: 2 });
    expect((await profile(user.userId)).isActive).toBe(0);
  });

  it('is not taken from an existing customer by somebody who registered with that email, until it is verified', async () => {
    const user = newUser();
    const existing = await customer(user.email);
    await apply('user.created', user);
    expect(await profile(user.userId)).toBeUndefined();
    await apply('user.updated', { ...user, version: 2, isEmailVerified: true });
    expect(await profile(user.userId)).toMatchObject({ id: existing.id, firstName: 'Old', version: 2 });
  });

  it('is linked at once when an admin made the user', async () => {
    const user = newUser({ registeredBy: 'admin' });
    const existing = await customer(user.email);
    await apply('user.created', user);
    expect((await profile(user.userId)).id).toBe(existing.id);
  });

  it('keeps its email when the new one belongs to another customer', async () => {
    const user = newUser();
    await apply('user.created', user);
    const other = await customer(`other${user.email}`);
    await apply('user.updated', { ...user, version: 2, email: other.email, firstName: 'Changed' });
    expect(await profile(user.userId)).toMatchObject({ email: user.email, firstName: 'Changed' });
  });

  it('an update whose creation was lost makes the profile', async () => {
    const user = newUser({ version: 7 });
    await apply('user.updated', user);
    expect(await profile(user.userId)).toMatchObject({ email: user.email });
  });
});
