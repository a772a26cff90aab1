import { type Caller, IdentityFleet, unique } from '../../../packages/identity-store/test/identity-fleet.js';

describe('roles', () => {
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

  const create = (changes: object = {}) =>
    admin.users('post', 'roles', { name: unique('role'), permissions: ['users:read'], ...changes });

  it('are made of permissions of the catalogue, each once', async () => {
    const name = unique('role');
    const given = {
      name: name.toUpperCase(),
      description: 'Sees',
      permissions: ['users:read', 'audit:read', 'users:read'],
    };
    const answer = await create(given);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(Number),
      name,
      description: 'Sees',
      permissions: ['audit:read', 'users:read'],
      isSystem: false,
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect((await admin.users('get', `roles/${answer.body.id}`)).body).toEqual(answer.body);
    const taken = await create({ name });
    expect([taken.status, taken.body.code]).toEqual([409, 'role_name_taken']);
  });

  it.each<[string, object]>([
    ['permissions.0', { permissions: ['users:*'] }],
    ['name', { name: 'Not A Name' }],
    ['isSystem', { isSystem: true }],
  ])('P31: refuse a wrong %s', async (field, changes) => {
    const answer = await create(changes);
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
  });

  it('P21: change only from their current version', async () => {
    const role = (await create()).body;
    const edits = await Promise.all(
      ['one', 'two'].map((description) => admin.users('patch', `roles/${role.id}`, { version: 1, description })),
    );
    expect(edits.map((edit) => edit.status).sort()).toEqual([200, 409]);
    const lost = edits.find((edit) => edit.status === 409);
    expect(lost?.body.current).toEqual(edits.find((edit) => edit.status === 200)?.body);
  });

  it('stay while somebody has them, and go when nobody does', async () => {
    const role = (await create()).body;
    const person = await fleet.person(role.name);
    expect(
      (await admin.users('get', `roles/${role.id}/users`)).body.data.map((user: { id: number }) => user.id),
    ).toEqual([person.id]);
    const used = await admin.users('delete', `roles/${role.id}`);
    expect([used.status, used.body.code]).toEqual([409, 'role_in_use']);
    const renamed = await admin.users('patch', `roles/${role.id}`, { version: 1, name: unique('other') });
    expect(renamed.body.code).toBe('role_in_use');
    expect((await admin.users('get', `roles/${role.id}`)).body).toEqual(role);
    await admin.users('patch', `users/${person.id}/roles`, { version: 1, roles: [] });
    expect((await admin.users('delete', `roles/${role.id}`)).status).toBe(204);
    expect((await admin.users('get', `roles/${role.id}`)).status).toBe(404);
  });

  it('that belong to the fleet stay what they are', async () => {
    const byName = async (name: string) => (await fleet.rows('SELECT * FROM roles WHERE name = ?', [name]))[0];
    const [adminRole, user] = [await byName('admin'), await byName('user')];
    for (const answer of [
      await admin.users('patch', `roles/${adminRole.id}`, { version: adminRole.version, permissions: ['users:read'] }),
      await admin.users('patch', `roles/${user.id}`, { version: user.version, name: 'customer' }),
      await admin.users('delete', `roles/${user.id}`),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'system_role']);
    }
    expect([await byName('admin'), await byName('user')]).toEqual([adminRole, user]);
  });

  it('are listed and searched', async () => {
    const role = (await create({ description: 'Wählt Fahrer aus' })).body;
    const found = await admin.users('get', `roles?search=${encodeURIComponent('fahrer')}&sort=-id`);
    expect(found.body.data[0]).toEqual(role);
    expect((await admin.users('get', 'roles?sort=colour')).status).toBe(400);
  });

  it('are searched for letters that no name has, and are not found', async () => {
    for (const word of ['😀', `é-${unique('x')}`]) {
      const found = await admin.users('get', `roles?search=${encodeURIComponent(word)}`);
      expect([found.status, found.body.data]).toEqual([200, []]);
    }
  });

  it('are not for who may not see them', async () => {
    const caller = await fleet.holding('users:read');
    for (const answer of [
      await caller.users('get', 'roles'),
      await caller.users('post', 'roles', { name: unique('role'), permissions: [] }),
      await caller.users('get', 'permissions'),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'permission_missing']);
    }
  });
});

describe('permissions', () => {
  it('are the whole catalogue, by category', async () => {
    const fleet = await IdentityFleet.start();
    try {
      const { body } = await (await fleet.holding('roles:read')).users('get', 'permissions');
      const names = body.data.flatMap((entry: { permissions: { name: string }[] }) =>
        entry.permissions.map(({ name }) => name),
      );
      expect(names).toHaveLength(25);
      expect(body.data[0]).toEqual({
        category: 'users',
        permissions: expect.arrayContaining([{ name: 'users:read', description: 'See users' }]),
      });
    } finally {
      await fleet.stop();
    }
  });
});
