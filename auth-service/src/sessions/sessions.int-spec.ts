import { IdentityFleet } from '../../../packages/identity-store/test/identity-fleet.js';
import { until } from '../../../packages/service-kit/test/until.js';

describe('sessions', () => {
  let fleet: IdentityFleet;
  beforeAll(async () => {
    fleet = await IdentityFleet.start();
  });
  afterAll(() => fleet?.stop());

  it('are listed with the one that asks marked, newest first', async () => {
    const { email } = await fleet.person();
    await fleet.signIn(email, undefined, '10.1.1.1');
    const caller = await fleet.signIn(email, undefined, '10.1.1.2');
    const { body } = await caller.auth('get', 'sessions');
    expect(body.meta).toEqual({ page: 1, limit: 20, total: 2, totalPages: 1 });
    expect(body.data.map((session: object) => ({ ...session, id: 0 }))).toEqual([
      expect.objectContaining({ address: '10.1.1.2', current: true }),
      expect.objectContaining({ address: '10.1.1.1', current: false }),
    ]);
    expect(Object.keys(body.data[0]).sort()).toEqual(
      ['address', 'createdAt', 'current', 'device', 'expiresAt', 'id', 'lastSeenAt'].sort(),
    );
  });

  it('can be ended one by one', async () => {
    const { email } = await fleet.person();
    const lost = await fleet.signIn(email);
    const caller = await fleet.signIn(email);
    const { body } = await caller.auth('get', 'sessions');
    const { id } = body.data.find((session: { current: boolean }) => !session.current);
    expect((await caller.auth('delete', `sessions/${id}`)).status).toBe(204);
    await until(async () => (await lost.auth('get', 'profile')).status === 401);
    expect((await lost.refresh()).status).toBe(401);
    expect((await caller.auth('get', 'profile')).status).toBe(200);
    expect((await caller.auth('delete', `sessions/${id}`)).status).toBe(404);
    expect((await caller.auth('delete', 'sessions/7')).status).toBe(400);
  });

  it("P29: somebody else's are not seen and not ended without sessions:manage", async () => {
    const owner = await fleet.signIn((await fleet.person()).email);
    const { id } = (await owner.auth('get', 'sessions')).body.data[0];
    const stranger = await fleet.holding('users:read', 'users:update');
    const list = await stranger.auth('get', `sessions?userId=${owner.session.user.id}`);
    expect([list.status, list.body.permission]).toEqual([403, 'sessions:manage']);
    expect((await stranger.auth('delete', `sessions/${id}`)).status).toBe(404);
    expect((await owner.auth('get', 'profile')).status).toBe(200);

    const support = await fleet.holding('sessions:manage');
    const seen = await support.auth('get', `sessions?userId=${owner.session.user.id}`);
    expect(seen.body.data).toEqual([expect.objectContaining({ id, current: false })]);
    expect((await support.auth('delete', `sessions/${id}`)).status).toBe(204);
    await until(async () => (await owner.auth('get', 'profile')).status === 401);
  });

  it('need a token', async () => {
    const answer = await fetch(`${await fleet.auth.getUrl()}/api/v1/auth/sessions`);
    expect(answer.status).toBe(401);
  });
});
