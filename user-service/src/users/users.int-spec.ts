import {
  Caller,
  IdentityFleet,
  PASSWORD,
  unique,
  uniqueEmail,
} from '../../../packages/identity-store/test/identity-fleet.js';

const SHAPE = [
  'id',
  'email',
  'firstName',
  'lastName',
  'phone',
  'isActive',
  'isEmailVerified',
  'dateOfBirth',
  'address',
  'preferences',
  'roles',
  'lastLoginAt',
  'version',
  'createdAt',
  'updatedAt',
  'deletedAt',
].sort();

describe('users', () => {
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

  const body = (changes: object = {}) => ({
    email: uniqueEmail('made'),
    firstName: 'Ann',
    lastName: 'Lee',
    ...changes,
  });
  const create = (changes: object = {}) => admin.users('post', 'users', body(changes));

  it('are made without a password, and answered with a link, once', async () => {
    const address = { street: '1 Rue de la Gare', city: 'Lyon', state: null, zipCode: '69001', country: 'FR' };
    const given = body({
      phone: '+33 4 72 00 00 00',
      dateOfBirth: '1990-05-17',
      address,
      preferences: { theme: 'dark' },
    });
    const answer = await admin.users('post', 'users', { ...given, email: ` ${given.email.toUpperCase()} ` });
    expect(answer.status).toBe(201);
    const { invitation, ...user } = answer.body;
    expect(Object.keys(user).sort()).toEqual(SHAPE);
    expect(user).toMatchObject({ ...given, roles: ['user'], isActive: true, isEmailVerified: false, version: 1 });
    expect(Date.parse(invitation.expiresAt) - Date.now()).toBeGreaterThan(71 * 3_600_000);
    expect((await admin.users('get', `users/${user.id}`)).body).toEqual(user);
    expect(await fleet.eventsOf(user.id)).toEqual(['user.created']);
    expect((await fleet.login(user.email, '')).status).toBe(400);
    const token = String(new URL(invitation.url).searchParams.get('token'));
    expect((await fleet.anonymous('reset-password', { token, newPassword: PASSWORD })).status).toBe(204);
    expect((await fleet.signIn(user.email)).session.user.id).toBe(user.id);
  });

  it('whose email changes are not at the mercy of a link that the old address was sent', async () => {
    const { invitation, ...user } = (await create()).body;
    const token = String(new URL(invitation.url).searchParams.get('token'));
    const change = (changes: object) => admin.users('patch', `users/${user.id}`, changes);
    expect((await change({ version: 1, firstName: 'Same', email: user.email })).status).toBe(200);
    expect(await fleet.rows('SELECT user_id FROM one_time_tokens WHERE user_id = ?', [user.id])).toHaveLength(1);
    expect((await change({ version: 2, email: uniqueEmail() })).status).toBe(200);
    const dead = await fleet.anonymous('reset-password', { token, newPassword: PASSWORD });
    expect([dead.status, dead.body.errors[0].field]).toEqual([400, 'token']);
    expect(await fleet.hashOf(user.id)).toBeNull();
  });

  it('are made once under one Idempotency-Key, whose replay does not show the link again', async () => {
    const given = body();
    const headers = { 'idempotency-key': unique('key') };
    const first = await admin.users('post', 'users', given).set(headers);
    const again = await admin.users('post', 'users', given).set(headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    const { invitation, ...user } = first.body;
    expect(again.body).toEqual(user);
    expect(JSON.stringify(await fleet.rows('SELECT response FROM idempotency_keys'))).not.toContain(
      new URL(invitation.url).searchParams.get('token'),
    );
  });

  it.each<[string, object]>([
    ['password', { password: PASSWORD }],
    ['isActive', { isActive: false }],
    ['version', { version: 7 }],
    ['permissions', { permissions: ['users:read'] }],
    ['roles', { roles: ['no-such-role'] }],
    ['email', { email: 'x' }],
    ['address.country', { address: { street: 'a', city: 'b', country: 'XX' } }],
    ['dateOfBirth', { dateOfBirth: '1990-02-30' }],
    ['phone', { phone: 'call me' }],
  ])('P31: refuse a wrong %s and make nobody', async (field, changes) => {
    const given = body(changes);
    const answer = await admin.users('post', 'users', given);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
    expect((await admin.users('get', `users/exists/${given.email}`)).body).not.toEqual({ exists: true });
  });

  it('have unique emails, also when twenty are made at once', async () => {
    const given = body();
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.users('post', 'users', given)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(19).fill(409)]);
    const other = (await create()).body;
    const clash = await admin.users('patch', `users/${other.id}`, { version: 1, email: given.email });
    expect([clash.status, clash.body.code]).toEqual([409, 'email_taken']);
    expect(await fleet.eventsOf(other.id)).toEqual(['user.created']);
  });

  it('P21: change only from their current version, and of two edits at once one wins', async () => {
    const { id } = (await create()).body;
    const edits = await Promise.all(
      ['One', 'Two'].map((firstName) => admin.users('patch', `users/${id}`, { version: 1, firstName })),
    );
    expect(edits.map((edit) => edit.status).sort()).toEqual([200, 409]);
    const [won, lost] = edits[0]?.status === 200 ? edits : [edits[1], edits[0]];
    expect(lost?.body).toMatchObject({ code: 'stale_version', current: won?.body });
    expect(Object.keys(lost?.body.current).sort()).toEqual(SHAPE);
    expect((await admin.users('get', `users/${id}`)).body).toEqual(won?.body);
    expect((await admin.users('patch', `users/${id}`, { firstName: 'X' })).body.errors[0].field).toBe('version');
    const byHeader = await admin.users('patch', `users/${id}`, { firstName: 'X' }).set('if-match', '"2"');
    expect(byHeader.body).toMatchObject({ firstName: 'X', version: 3 });
    expect(await fleet.eventsOf(id)).toEqual(['user.created', 'user.updated', 'user.updated']);
  });

  it('keep absent fields and empty those that are null', async () => {
    const { id } = (await create({ phone: '+33 4 72 00 00 00', preferences: { a: 1 } })).body;
    const changed = await admin.users('patch', `users/${id}`, { version: 1, phone: null });
    expect(changed.body).toMatchObject({ phone: null, preferences: { a: 1 }, firstName: 'Ann' });
  });

  it('disappear when deleted, free their email, and come back unless it was taken', async () => {
    const user = (await create()).body;
    expect((await admin.users('delete', `users/${user.id}`)).status).toBe(204);
    for (const path of [`users/${user.id}`, `users/email/${user.email}`, `users/${user.id}/permissions`]) {
      expect((await admin.users('get', path)).body.code).toBe('user_not_found');
    }
    expect((await admin.users('get', `users/exists/${user.email}`)).body).toEqual({ exists: false });
    expect((await admin.users('delete', `users/${user.id}`)).status).toBe(404);
    const restored = await admin.users('post', `users/${user.id}/restore`);
    expect(restored.body).toMatchObject({ id: user.id, email: user.email, version: 3 });
    await admin.users('delete', `users/${user.id}`);
    await create({ email: user.email });
    const clash = await admin.users('post', `users/${user.id}/restore`);
    expect([clash.status, clash.body.code]).toEqual([409, 'email_taken']);
    expect(await fleet.eventsOf(user.id)).toEqual(['user.created', 'user.deleted', 'user.updated', 'user.deleted']);
  });

  describe('in lists', () => {
    const family = unique('Zanzibar').replaceAll('-', '');
    const list = async (query: string) => (await admin.users('get', `users?${query}`)).body;
    beforeAll(async () => {
      for (const [firstName, roles] of [
        ['Aaron', ['user']],
        ['Bo', ['support']],
        ['Cy', ['support', 'manager']],
      ] as const) {
        await create({ firstName, lastName: family, roles });
      }
    });

    it('are found by the beginnings of words', async () => {
      const names = async (search: string) =>
        (await list(`search=${encodeURIComponent(search)}&sort=firstName`)).data.map(
          (user: { firstName: string }) => user.firstName,
        );
      expect(await names(family)).toEqual(['Aaron', 'Bo', 'Cy']);
      expect(await names(`${family.slice(0, -2)} bo`)).toEqual(['Bo']);
      expect(await names(`${family} aar`)).toEqual(['Aaron']);
      expect(await names(`${family}' OR 1=1 --`)).toEqual([]);
      expect(await names('%')).toEqual([]);
    });

    it('are filtered, sorted and paged', async () => {
      const all = `search=${family}`;
      const page = await list(`${all}&sort=-firstName&limit=2`);
      expect(page.meta).toEqual({ page: 1, limit: 2, total: 3, totalPages: 2 });
      expect(page.data.map((user: { firstName: string }) => user.firstName)).toEqual(['Cy', 'Bo']);
      expect(page.data[0].roles).toEqual(['manager', 'support']);
      expect((await list(`${all}&sort=-firstName&limit=2&page=2`)).data).toHaveLength(1);
      expect((await list(`${all}&role=support`)).meta.total).toBe(2);
      expect((await admin.users('get', `users/role/manager?${all}`)).body.meta.total).toBe(1);
      expect((await admin.users('get', 'users/role/nonesuch')).status).toBe(404);
      // One day, unless midnight came while they were created.
      const days = (await list(`${all}&sort=id`)).data.map((user: { createdAt: string }) =>
        user.createdAt.slice(0, 10),
      );
      expect((await list(`${all}&createdFrom=${days[0]}&createdTo=${days[2]}`)).meta.total).toBe(3);
      expect((await list(`${all}&createdTo=2020-01-01`)).meta.total).toBe(0);
      expect((await list(`${all}&isActive=false`)).meta.total).toBe(0);
    });

    it('show who is locked, until somebody unlocks them', async () => {
      const person = await fleet.person();
      for (let n = 0; n < 5; n++) await fleet.login(person.email, 'wrong password', '10.55.0.1');
      const locked = async () =>
        (await list('locked=true&limit=100&sort=-id')).data.map((user: { id: number }) => user.id);
      expect(await locked()).toContain(person.id);
      expect((await admin.users('post', `users/${person.id}/unlock`)).body).toMatchObject({
        id: person.id,
        version: 1,
      });
      expect(await locked()).not.toContain(person.id);
      expect((await fleet.login(person.email, PASSWORD, '10.55.0.1')).status).toBe(200);
    });

    it.each([
      'page=0',
      'page=-1',
      'limit=0',
      'limit=1e9',
      'limit=101',
      'sort=passwordHash',
      'colour=red',
      'isActive=maybe',
      'createdFrom=x',
    ])('refuse %s', async (query) => {
      const answer = await admin.users('get', `users?${query}`);
      expect([answer.status, answer.body.errors[0].field]).toEqual([400, query.split('=')[0]]);
    });

    it.each(['abc', '0', '-1', '99999999999999999999', '1.5'])('refuse the id %s', async (id) => {
      expect((await admin.users('get', `users/${id}`)).status).toBe(400);
    });

    it('know no user with an id beyond all', async () => {
      expect((await admin.users('get', 'users/99999999999')).status).toBe(404);
    });
  });

  it('are counted', async () => {
    const before = (await admin.users('get', 'users/count')).body.count;
    await create();
    expect((await admin.users('get', 'users/count')).body).toEqual({ count: before + 1 });
    const email = uniqueEmail();
    await create({ email });
    expect((await admin.users('get', `users/count?search=${email}&isActive=true&role=user`)).body).toEqual({
      count: 1,
    });
    expect((await admin.users('get', `users/count?search=${email}&isActive=false`)).body).toEqual({ count: 0 });
    expect((await admin.users('get', 'users/count?page=1')).status).toBe(400);
  });

  it('may do what their roles say, each with its sources', async () => {
    const { id } = (await create({ roles: ['support', 'manager'] })).body;
    const { data } = (await admin.users('get', `users/${id}/permissions`)).body;
    expect(data).toContainEqual({ permission: 'users:read', roles: ['manager', 'support'] });
    expect(data).toContainEqual({ permission: 'sessions:manage', roles: ['support'] });
    expect(data.map((entry: { permission: string }) => entry.permission)).not.toContain('users:create');
  });

  it('see and change themselves, but not their email, and nobody else', async () => {
    const caller = await fleet.signIn((await fleet.person('user')).email);
    const other = await fleet.person();
    const { id } = caller.session.user;
    expect((await caller.users('get', `users/${id}`)).status).toBe(200);
    expect((await caller.users('get', `users/${id}/permissions`)).body).toEqual({ data: [] });
    expect((await caller.users('patch', `users/${id}`, { version: 1, firstName: 'Me' })).body.firstName).toBe('Me');
    const before = await fleet.trace(id);
    expect((await caller.users('patch', `users/${id}`, { version: 2, email: uniqueEmail() })).status).toBe(403);
    expect((await caller.users('patch', `users/${id}/roles`, { version: 2, roles: ['admin'] })).status).toBe(403);
    expect(await fleet.trace(id)).toEqual(before);
    const theirs = await fleet.trace(other.id);
    for (const answer of [
      await caller.users('get', `users/${other.id}`),
      await caller.users('patch', `users/${other.id}`, { version: 1, firstName: 'X' }),
      await caller.users('delete', `users/${other.id}`),
      await caller.users('post', `users/${other.id}/deactivate`),
      await caller.users('get', 'users'),
      await caller.users('post', 'users', body()),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'permission_missing']);
    }
    expect(await fleet.trace(other.id)).toEqual(theirs);
  });
});
