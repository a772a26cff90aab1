import { SYSTEM, UserLifecycle } from '@hybrid-fleet/identity-store';
import { Caller, IdentityFleet, uniqueEmail } from '../../../packages/identity-store/test/identity-fleet.js';
import { until } from '../../../packages/service-kit/test/until.js';

describe('changing what somebody may do', () => {
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

  const refusedEverywhere = (caller: Caller) =>
    until(async () => {
      const answers = [
        await caller.auth('get', 'profile'),
        await caller.users('get', `users/${caller.session.user.id}`),
      ];
      return answers.every((answer) => answer.status === 401 && answer.body.code === 'token_revoked');
    });

  it('P27: a changed role makes older tokens worthless, and a refresh brings the new permissions', async () => {
    const caller = await fleet.signIn((await fleet.person('support')).email);
    const { id } = caller.session.user;
    expect((await caller.users('get', 'users/count')).status).toBe(200);
    const changed = await admin.users('patch', `users/${id}/roles`, { version: 1, roles: ['user'] });
    expect(changed.body).toMatchObject({ roles: ['user'], version: 2 });
    await refusedEverywhere(caller);
    const refreshed = new Caller(fleet, (await caller.refresh()).body);
    expect(refreshed.session.user.permissions).toEqual([]);
    expect((await refreshed.users('get', 'users/count')).status).toBe(403);
    expect((await refreshed.users('get', `users/${id}`)).body.roles).toEqual(['user']);
    expect(await fleet.eventsOf(id)).toEqual(['user.created', 'user.updated']);
    const stale = await admin.users('patch', `users/${id}/roles`, { version: 1, roles: [] });
    expect([stale.status, stale.body.current.version]).toEqual([409, 2]);
  });

  it('P27: a deactivated user is refused everywhere, cannot refresh or sign in, and comes back by activation', async () => {
    const caller = await fleet.signIn((await fleet.person('support')).email);
    const { id, email } = caller.session.user;
    expect((await admin.users('post', `users/${id}/deactivate`)).body).toMatchObject({ isActive: false, version: 2 });
    await refusedEverywhere(caller);
    expect((await caller.refresh()).status).toBe(401);
    expect((await fleet.login(email)).status).toBe(401);
    expect((await admin.users('post', `users/${id}/deactivate`)).body.version).toBe(2);
    expect((await admin.users('post', `users/${id}/activate`)).body).toMatchObject({ isActive: true, version: 3 });
    expect((await caller.refresh()).status).toBe(401);
    expect((await fleet.login(email)).status).toBe(200);
    expect(await fleet.eventsOf(id)).toEqual(['user.created', 'user.deactivated', 'user.updated']);
  });

  it('P27: a deleted user is refused everywhere', async () => {
    const caller = await fleet.signIn((await fleet.person('support')).email);
    expect((await admin.users('delete', `users/${caller.session.user.id}`)).status).toBe(204);
    await refusedEverywhere(caller);
    expect((await caller.refresh()).status).toBe(401);
  });

  it('P27: a role that loses a permission loses it for whoever is signed in with it', async () => {
    const caller = await fleet.holding('users:read');
    const [name] = caller.session.user.roles;
    const role = (await admin.users('get', `roles?search=${name}`)).body.data.find(
      (found: { name: string }) => found.name === name,
    );
    const changed = await admin.users('patch', `roles/${role.id}`, { version: 1, permissions: ['carriers:read'] });
    expect(changed.body).toMatchObject({ permissions: ['carriers:read'], version: 2 });
    await refusedEverywhere(caller);
    const refreshed = new Caller(fleet, (await caller.refresh()).body);
    expect(refreshed.session.user.permissions).toEqual(['carriers:read']);
    expect((await refreshed.users('get', 'users/count')).status).toBe(403);
  });

  describe('P30: nobody grants what they do not hold', () => {
    let clerk: Caller;
    beforeAll(async () => {
      clerk = await fleet.holding(
        'users:read',
        'users:create',
        'users:update',
        'users:delete',
        'roles:create',
        'roles:update',
        'roles:delete',
      );
    });

    it('by making a user with it', async () => {
      const email = uniqueEmail();
      const details = { email, firstName: 'A', lastName: 'B' };
      const refused = await clerk.users('post', 'users', { ...details, roles: ['admin'] });
      expect([refused.status, refused.body.code]).toEqual([403, 'grant_exceeds_own']);
      expect(await fleet.rows('SELECT id FROM users WHERE email = ?', [email])).toEqual([]);
      expect((await clerk.users('post', 'users', details)).status).toBe(201);
    });

    it('by giving a role, to themselves or others', async () => {
      const other = await fleet.person();
      for (const [id, version] of [
        [other.id, 1],
        [clerk.session.user.id, 1],
      ]) {
        const before = await fleet.trace(Number(id));
        const refused = await clerk.users('patch', `users/${id}/roles`, { version, roles: ['support'] });
        expect([refused.status, refused.body.code]).toEqual([403, 'grant_exceeds_own']);
        expect(await fleet.trace(Number(id))).toEqual(before);
      }
    });

    it('by making or changing a role', async () => {
      const name = `greedy-${Date.now().toString(36)}`;
      const refused = await clerk.users('post', 'roles', { name, permissions: ['audit:read'] });
      expect([refused.status, refused.body.code]).toEqual([403, 'grant_exceeds_own']);
      expect(await fleet.rows('SELECT id FROM roles WHERE name = ?', [name])).toEqual([]);
      const [own] = await fleet.rows('SELECT * FROM roles WHERE name = ?', clerk.session.user.roles);
      const changed = await clerk.users('patch', `roles/${own.id}`, {
        version: 1,
        permissions: ['users:read', 'audit:read'],
      });
      expect(changed.body.code).toBe('grant_exceeds_own');
      const [support] = await fleet.rows("SELECT * FROM roles WHERE name = 'support'");
      const weakened = await clerk.users('patch', `roles/${support.id}`, { version: support.version, permissions: [] });
      expect(weakened.body.code).toBe('grant_exceeds_own');
      expect(await fleet.rows('SELECT * FROM roles WHERE id IN (?, ?) ORDER BY id', [own.id, support.id])).toEqual(
        [support, own].sort((a, b) => a.id - b.id),
      );
    });

    it('by taking over an account that may do more', async () => {
      const victim = await fleet.person('support');
      const before = await fleet.trace(victim.id);
      for (const answer of [
        await clerk.users('patch', `users/${victim.id}`, { version: 1, email: uniqueEmail() }),
        await clerk.users('patch', `users/${victim.id}/roles`, { version: 1, roles: [] }),
        await clerk.users('post', `users/${victim.id}/invitation`),
        await clerk.users('post', `users/${victim.id}/deactivate`),
        await clerk.users('post', `users/${victim.id}/unlock`),
        await clerk.users('delete', `users/${victim.id}`),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([403, 'target_exceeds_own']);
      }
      expect(await fleet.trace(victim.id)).toEqual(before);
    });
  });

  describe('the last active admin', () => {
    // Every other admin is deactivated meanwhile, so that there is a last one.
    let others: number[];
    beforeAll(async () => {
      others = (await admin.users('get', 'users/role/admin?isActive=true&limit=100')).body.data
        .map((user: { id: number }) => user.id)
        .filter((id: number) => id !== admin.session.user.id);
      for (const id of others) await fleet.users.get(UserLifecycle).deactivate(id, SYSTEM);
    });
    afterAll(async () => {
      for (const id of others) await fleet.users.get(UserLifecycle).activate(id, SYSTEM);
    });

    it('cannot be deleted, deactivated or lose the role', async () => {
      const { id } = admin.session.user;
      const before = await fleet.trace(id);
      for (const answer of [
        await admin.users('delete', `users/${id}`),
        await admin.users('post', `users/${id}/deactivate`),
        await admin.users('patch', `users/${id}/roles`, { version: 1, roles: ['manager'] }),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([409, 'last_admin']);
      }
      expect(await fleet.trace(id)).toEqual(before);
      expect((await admin.auth('get', 'profile')).status).toBe(200);
    });

    it('is one of two who remove each other at once', async () => {
      const second = await fleet.signIn((await fleet.person('admin')).email);
      const [first, other] = [admin.session.user.id, second.session.user.id];
      const answers = await Promise.all([
        admin.users('post', `users/${other}/deactivate`),
        second.users('post', `users/${first}/deactivate`),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const alive = await fleet.rows('SELECT id FROM users WHERE id IN (?, ?) AND is_active = 1', [first, other]);
      expect(alive).toHaveLength(1);
      if (alive[0].id === other) {
        await fleet.users.get(UserLifecycle).activate(first, SYSTEM);
        admin = await fleet.signIn(admin.session.user.email);
      }
      await fleet.users.get(UserLifecycle).remove(other, SYSTEM);
    });
  });
});
