import { SYSTEM, UserLifecycle } from '@hybrid-fleet/identity-store';
import { Caller, IdentityFleet, unique, uniqueEmail } from '../../../packages/identity-store/test/identity-fleet.js';

const NOBODY = 4_294_967_290;
const HEADINGS =
  '\uFEFFid,email,firstName,lastName,phone,isActive,isEmailVerified,dateOfBirth,address.street,address.city,address.state,' +
  'address.zipCode,address.country,preferences,roles,lastLoginAt,version,createdAt,updatedAt,deletedAt\r\n';

describe('users as a whole', () => {
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

  async function created(changes: object = {}) {
    const body = { email: uniqueEmail('list'), firstName: 'Ann', lastName: 'Lee', ...changes };
    const answer = await admin.users('post', 'users', body);
    if (answer.status !== 201) throw new Error(`creating a user answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  const bulk = (action: string, ids: number[], caller = admin) => caller.users('post', 'users/bulk', { ids, action });
  const row = async (id: number) => (await fleet.rows('SELECT is_active, deleted_at FROM users WHERE id = ?', [id]))[0];

  it('P35, P34: are exported with their roles, without a formula and without a secret', async () => {
    const word = unique('export').replaceAll('-', '');
    const user = await created({
      firstName: '+Ann, "A"',
      lastName: word,
      phone: '+33 4 72 00 00 00',
      dateOfBirth: '1990-05-17',
      address: { street: '=1 Rue', city: 'Lyon', state: null, zipCode: '69001', country: 'FR' },
      preferences: { theme: 'dark' },
      roles: ['support', 'manager'],
    });
    const { text, headers } = await admin.users('get', `users/export?search=${word}&role=manager`);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="users-\d{4}-\d\d-\d\d\.csv"$/);
    expect(text).toBe(
      `${HEADINGS}${user.id},${user.email},"'+Ann, ""A""",${word},'+33 4 72 00 00 00,true,false,1990-05-17,'=1 Rue,Lyon,,69001,FR,` +
        `"{""theme"":""dark""}","manager, support",,1,${user.createdAt},${user.updatedAt},\r\n`,
    );
    const other = await created({ lastName: word, roles: [] });
    await bulk('deactivate', [other.id]);
    const idsOf = async (query: string) =>
      (await admin.users('get', `users/export?search=${word}&${query}`)).text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => Number(line.split(',', 1)[0]));
    expect(await idsOf('sort=-createdAt')).toEqual([other.id, user.id]);
    expect(await idsOf('isActive=true')).toEqual([user.id]);
    expect(await idsOf('locked=true')).toEqual([]);
    expect(await idsOf('createdFrom=2999-01-01')).toEqual([]);
    expect(await idsOf(`createdFrom=${other.createdAt}&sort=id`)).toEqual([other.id]);
    expect(await idsOf(`createdTo=${other.createdAt}&sort=id`)).toEqual([user.id]);
    await bulk('delete', [other.id]);
    expect(await idsOf('sort=id')).toEqual([user.id]);
    expect(await idsOf('deleted=true')).toEqual([other.id]);
    expect((await admin.users('get', 'users/export?sort=passwordHash')).status).toBe(400);
  });

  it('are deactivated, deleted and restored many at once, and tell how each went', async () => {
    const [one, two] = [await created(), await created()];
    const { status, body } = await bulk('deactivate', [one.id, NOBODY, two.id]);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        results: [
          { id: one.id, ok: true },
          { id: NOBODY, ok: false, status: 404, code: 'user_not_found', detail: 'There is no such user.' },
          { id: two.id, ok: true },
        ],
        succeeded: 2,
        failed: 1,
      },
    });
    expect(await fleet.eventsOf(one.id)).toEqual(['user.created', 'user.deactivated']);
    expect((await bulk('activate', [one.id])).body.succeeded).toBe(1);
    expect((await bulk('delete', [one.id, two.id])).body.succeeded).toBe(2);
    await created({ email: two.email });
    expect((await bulk('restore', [two.id, one.id])).body.results).toEqual([
      { id: two.id, ok: false, status: 409, code: 'email_taken', detail: 'Another user has this email.' },
      { id: one.id, ok: true },
    ]);
    expect(await row(one.id)).toEqual({ is_active: 1, deleted_at: null });
  });

  it('lose the access that they had: a token of who was deactivated is worth nothing', async () => {
    const caller = await fleet.signIn((await fleet.person('support')).email);
    await bulk('deactivate', [caller.session.user.id]);
    expect((await caller.refresh()).status).toBe(401);
  });

  it('keep an admin: of all of them at once, the last one stays', async () => {
    const found = await fleet.rows(
      `SELECT u.id FROM users u JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id
       WHERE r.name = 'admin' AND u.is_active = 1 AND u.deleted_at IS NULL`,
    );
    const others = found.map(({ id }) => id as number).filter((id) => id !== admin.session.user.id);
    const second = await fleet.person('admin');
    const lifecycle = fleet.users.get(UserLifecycle, { strict: false });
    try {
      for (const id of others) await lifecycle.deactivate(id, SYSTEM);
      const key = unique('key');
      const answer = await bulk('delete', [second.id, admin.session.user.id]).set('idempotency-key', key);
      expect(answer.body).toMatchObject({ succeeded: 1, failed: 1 });
      expect(answer.body.results[1]).toMatchObject({
        id: admin.session.user.id,
        ok: false,
        status: 409,
        code: 'last_admin',
      });
      expect((await row(second.id)).deleted_at).not.toBeNull();
      expect(await row(admin.session.user.id)).toEqual({ is_active: 1, deleted_at: null });
    } finally {
      for (const id of others) await lifecycle.activate(id, SYSTEM);
    }
  });

  it('are not changed by who may less than they may, or lacks the permission', async () => {
    const { id } = await created({ roles: ['admin'] });
    const helper = await fleet.holding('users:update', 'users:read');
    const { body } = await bulk('deactivate', [id], helper);
    expect(body.results[0]).toMatchObject({ id, ok: false, status: 403, code: 'target_exceeds_own' });
    const before = await fleet.trace(id);
    expect((await bulk('delete', [id], helper)).body.permission).toBe('users:delete');
    const reader = await fleet.holding('users:read');
    expect((await bulk('deactivate', [id], reader)).body.permission).toBe('users:update');
    const nobody = await fleet.holding();
    expect((await nobody.users('get', 'users/export')).status).toBe(403);
    expect(await fleet.trace(id)).toEqual(before);
    await bulk('delete', [id]);
  });
});
