import { SYSTEM, UserStore } from '@hybrid-fleet/identity-store';
import { UnitOfWork } from '@hybrid-fleet/service-kit';
import {
  type Caller,
  IdentityFleet,
  PASSWORD,
  unique,
  uniqueEmail,
} from '../../../packages/identity-store/test/identity-fleet.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe("a user's history", () => {
  let fleet: IdentityFleet;
  let admin: Caller;
  let adminId: number;
  beforeAll(async () => {
    fleet = await IdentityFleet.start();
    admin = await fleet.signIn((await fleet.person('admin')).email);
    adminId = admin.session.user.id;
  });
  afterAll(async () => {
    await admin?.users('delete', `users/${adminId}`);
    await fleet?.stop();
  });

  const create = async (changes: object = {}) => {
    const details = { email: uniqueEmail('history'), firstName: 'Ann', lastName: 'Lee', ...changes };
    return (await admin.users('post', 'users', details)).body;
  };
  const historyOf = async (id: number) => (await admin.users('get', `users/${id}/history`)).body;
  const actionsOf = async (id: number) =>
    (await historyOf(id)).data.map(({ action, version }: { action: string; version: number }) => [action, version]);
  const byAdmin = () => ({ kind: 'user', userId: adminId, name: null });

  it('says who changed what and by which request, the roles by their names', async () => {
    const user = await create({ preferences: { theme: 'dark' } });
    const changed = await admin
      .users('patch', `users/${user.id}`, { version: 1, lastName: 'Li', preferences: { theme: 'light' } })
      .set({ 'x-request-id': 'user-request-1', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` });
    expect(changed.status).toBe(200);
    await admin.users('patch', `users/${user.id}/roles`, { version: 2, roles: ['support', 'manager'] });
    await admin.users('post', `users/${user.id}/deactivate`);
    const { data, meta } = await historyOf(user.id);
    expect(meta).toEqual({ page: 1, limit: 20, total: 4, totalPages: 1 });
    expect(data).toMatchObject([
      { action: 'updated', version: 4, changes: [{ field: 'isActive', from: true, to: false }], actor: byAdmin() },
      { action: 'updated', version: 3, changes: [{ field: 'roles', from: ['user'], to: ['manager', 'support'] }] },
      {
        ...{ action: 'updated', version: 2, actor: byAdmin(), requestId: 'user-request-1', traceId: TRACE },
        changes: [
          { field: 'lastName', from: 'Lee', to: 'Li' },
          { field: 'preferences.theme', from: 'dark', to: 'light' },
        ],
      },
      { action: 'created', version: 1, actor: byAdmin() },
    ]);
    expect(data[3].changes).toEqual([
      { field: 'email', from: null, to: user.email },
      { field: 'firstName', from: null, to: 'Ann' },
      { field: 'lastName', from: null, to: 'Lee' },
      { field: 'isActive', from: null, to: true },
      { field: 'isEmailVerified', from: null, to: false },
      { field: 'preferences', from: null, to: { theme: 'dark' } },
      { field: 'roles', from: null, to: ['user'] },
    ]);
  });

  it('P34: tells that a password, a link or a lock changed, and no secret', async () => {
    const { id, email, invitation } = await create();
    const token = (link: { url: string }) => String(new URL(link.url).searchParams.get('token'));
    const again = (await admin.users('post', `users/${id}/invitation`)).body.invitation;
    expect((await fleet.anonymous('reset-password', { token: token(again), newPassword: PASSWORD })).status).toBe(204);
    const firstHash = await fleet.hashOf(id);
    const caller = await fleet.signIn(email);
    const newPassword = unique('another good password');
    const change = { currentPassword: PASSWORD, newPassword };
    expect((await caller.auth('post', 'change-password', change)).status).toBe(204);
    await admin.users('post', `users/${id}/unlock`);
    const { data } = await historyOf(id);
    expect(data.slice(0, 4)).toMatchObject([
      { action: 'unlocked', version: null, changes: [], actor: byAdmin() },
      { action: 'password_changed', version: null, changes: [], actor: { kind: 'user', userId: id } },
      { action: 'password_changed', version: null, changes: [], actor: { kind: 'anonymous', userId: null } },
      { action: 'invited', version: null, changes: [], actor: byAdmin() },
    ]);
    const kept = JSON.stringify([
      data,
      await fleet.rows("SELECT * FROM history WHERE resource = 'users' AND resource_id = ?", [id]),
    ]);
    const secrets = [PASSWORD, newPassword, firstHash, await fleet.hashOf(id), token(invitation), token(again)];
    for (const secret of secrets) expect(kept.includes(String(secret))).toBe(false);
    expect(kept).not.toMatch(/\$2[aby]\$/);
  });

  it('is silent about signing in, and has nothing of a change that was rolled back', async () => {
    const person = await fleet.person('user');
    await fleet.signIn(person.email);
    const [store, unitOfWork] = [fleet.users.get(UserStore), fleet.users.get(UnitOfWork)];
    const failing = unitOfWork.run(async () => {
      await store.update(person.id, { lastName: 'Never' }, { actor: SYSTEM });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    const other = await fleet.person();
    await admin.users('patch', `users/${person.id}`, { version: 1, email: other.email });
    const { data } = await historyOf(person.id);
    expect(data).toMatchObject([{ action: 'created', actor: { kind: 'system', userId: null, name: null } }]);
  });

  it('has one entry of two restores at once, and none of one whose email was taken', async () => {
    const { id, email } = await create();
    const restore = () => admin.users('post', `users/${id}/restore`);
    await admin.users('delete', `users/${id}`);
    const answers = await Promise.all([restore(), restore()]);
    expect(answers.map(({ status, body: { version, deletedAt } }) => [status, version, deletedAt])).toEqual([
      [200, 3, null],
      [200, 3, null],
    ]);
    await admin.users('delete', `users/${id}`);
    await create({ email });
    const refused = await restore();
    expect([refused.status, refused.body.code]).toEqual([409, 'email_taken']);
    expect(refused.body.errors).toEqual([{ field: 'email', message: 'Another user has this email.' }]);
    expect(await actionsOf(id)).toEqual([
      ['deleted', 4],
      ['restored', 3],
      ['deleted', 2],
      ['created', 1],
    ]);
    expect(await fleet.eventsOf(id)).toEqual(['user.created', 'user.deleted', 'user.updated', 'user.deleted']);
  });

  it('is closed to whoever may not audit', async () => {
    const { id } = await create();
    const reader = await fleet.holding('users:read');
    const refused = await reader.users('get', `users/${id}/history`);
    expect([refused.status, refused.body.permission]).toEqual([403, 'audit:read']);
    // Not even their own: it tells what others did.
    expect((await reader.users('get', `users/${reader.session.user.id}/history`)).status).toBe(403);
    const nobody = await admin.users('get', 'users/4294967290/history');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'user_not_found']);
  });

  describe('after a delete', () => {
    it('goes on with a restored user, who has what deleting left: password and roles, no session, no link', async () => {
      const { id, email } = await fleet.person('support');
      const before = await fleet.signIn(email);
      const { invitation } = (await admin.users('post', `users/${id}/invitation`)).body;
      await admin.users('delete', `users/${id}`);
      expect((await fleet.login(email)).status).toBe(401);
      await admin.users('post', `users/${id}/restore`);
      expect((await before.refresh()).status).toBe(401);
      expect((await before.auth('get', 'profile')).status).toBe(401);
      const token = String(new URL(invitation.url).searchParams.get('token'));
      expect((await fleet.anonymous('reset-password', { token, newPassword: PASSWORD })).status).toBe(400);
      const after = await fleet.signIn(email);
      expect(after.session.user.roles).toEqual(['support']);
    });

    it('does not let in a restored user who was deactivated before', async () => {
      const { id, email } = await fleet.person('user');
      await admin.users('post', `users/${id}/deactivate`);
      await admin.users('delete', `users/${id}`);
      const restored = await admin.users('post', `users/${id}/restore`);
      expect(restored.body).toMatchObject({ isActive: false, deletedAt: null });
      expect((await fleet.login(email)).status).toBe(401);
    });

    it('P30: needs a restorer who may do what the user may', async () => {
      const { id } = await fleet.person('manager');
      await admin.users('delete', `users/${id}`);
      const deleter = await fleet.holding('users:read', 'users:delete');
      const before = await fleet.trace(id);
      const refused = await deleter.users('post', `users/${id}/restore`);
      expect([refused.status, refused.body.code]).toEqual([403, 'target_exceeds_own']);
      expect(await fleet.trace(id)).toEqual(before);
      expect((await historyOf(id)).meta.total).toBe(2);
    });

    it('keeps the user in a list of deleted ones, for who may restore them', async () => {
      const lastName = unique('Gone').replaceAll('-', '');
      const { id } = await create({ lastName, roles: ['support'] });
      await admin.users('delete', `users/${id}`);
      expect((await admin.users('get', `users?search=${lastName}`)).body.data).toEqual([]);
      const { data } = (await admin.users('get', `users?search=${lastName}&deleted=true`)).body;
      expect(data).toMatchObject([{ id, roles: ['support'], deletedAt: expect.stringMatching(/Z$/) }]);
      const reader = await fleet.holding('users:read');
      const refused = await reader.users('get', 'users?deleted=true');
      expect([refused.status, refused.body.permission]).toEqual([403, 'users:delete']);
      for (const path of ['users/active?deleted=true', 'users/role/support?deleted=true']) {
        expect((await admin.users('get', path)).status).toBe(400);
      }
    });
  });
});

describe("a role's history", () => {
  let fleet: IdentityFleet;
  let admin: Caller;
  beforeAll(async () => {
    fleet = await IdentityFleet.start();
    admin = await fleet.signIn((await fleet.person('admin')).email);
  });
  afterAll(async () => {
    await admin?.users('delete', `users/${admin.session.user.id}`);
    await fleet?.stop();
  });

  it('says which permissions it had, and outlives it', async () => {
    const name = unique('role');
    const { id } = (await admin.users('post', 'roles', { name, permissions: ['users:read'] })).body;
    const permissions = ['audit:read', 'users:read'];
    await admin.users('patch', `roles/${id}`, { version: 1, permissions });
    expect((await admin.users('post', 'roles', { name, permissions })).status).toBe(409);
    expect((await admin.users('delete', `roles/${id}`)).status).toBe(204);
    const answer = await admin.users('get', `roles/${id}/history`);
    const actor = { kind: 'user', userId: admin.session.user.id, name: null };
    expect(answer.body.data).toMatchObject([
      {
        ...{ action: 'deleted', version: null, actor },
        changes: [
          { field: 'name', from: name, to: null },
          { field: 'permissions', from: permissions, to: null },
        ],
      },
      {
        ...{ action: 'updated', version: 2, actor },
        changes: [{ field: 'permissions', from: ['users:read'], to: permissions }],
      },
      {
        ...{ action: 'created', version: 1, actor },
        changes: [
          { field: 'name', from: null, to: name },
          { field: 'permissions', from: null, to: ['users:read'] },
        ],
      },
    ]);
    const reader = await fleet.holding('roles:read');
    const refused = await reader.users('get', `roles/${id}/history`);
    expect([refused.status, refused.body.permission]).toEqual([403, 'audit:read']);
    expect((await admin.users('get', 'roles/4294967290/history')).body.code).toBe('role_not_found');
  });
});
