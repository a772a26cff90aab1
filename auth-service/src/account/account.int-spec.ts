import { OneTimeTokens, SYSTEM, UserLifecycle } from '@hybrid-fleet/identity-store';
import {
  type Caller,
  IdentityFleet,
  PASSWORD,
  uniqueAddress,
} from '../../../packages/identity-store/test/identity-fleet.js';
import { until } from '../../../packages/service-kit/test/until.js';

const NEW_PASSWORD = 'another horse battery';

describe("one's own account", () => {
  let fleet: IdentityFleet;
  beforeAll(async () => {
    fleet = await IdentityFleet.start();
  });
  afterAll(() => fleet?.stop());

  const signedIn = async (...roles: string[]) => fleet.signIn((await fleet.person(...roles)).email);
  const status = async (caller: Caller) => (await caller.auth('get', 'profile')).status;

  async function linkFor(id: number): Promise<string> {
    const { url } = await fleet.auth.get(OneTimeTokens).issue(id, 'invitation');
    expect(url.startsWith(`${process.env.ADMIN_URL}/reset-password?token=`)).toBe(true);
    return String(new URL(url).searchParams.get('token'));
  }

  it('shows the user with what they may do', async () => {
    const caller = await signedIn('support');
    const { body } = await caller.auth('get', 'profile');
    expect(body).toMatchObject({ roles: ['support'], permissions: caller.session.user.permissions });
    expect(body.permissions).toContain('sessions:manage');
  });

  it('changes details based on a version, and tells of it', async () => {
    const caller = await signedIn();
    const { id } = caller.session.user;
    const address = { street: '1 Rue de la Gare', city: 'Lyon', zipCode: '69001', country: 'FR' };
    const changed = await caller.auth('patch', 'profile', { version: 1, firstName: 'Neu', address });
    expect(changed.body).toMatchObject({ firstName: 'Neu', lastName: 'Person', address, version: 2 });
    const stale = await caller.auth('patch', 'profile', { version: 1, firstName: 'Old' });
    expect([stale.status, stale.body.code, stale.body.current.firstName]).toEqual([409, 'stale_version', 'Neu']);
    expect((await caller.auth('patch', 'profile', { firstName: 'Old' })).status).toBe(400);
    expect(await fleet.eventsOf(id)).toEqual(['user.created', 'user.updated']);
    expect((await caller.users('get', `users/${id}`)).body.firstName).toBe('Neu');
  });

  it.each(['email', 'roles', 'isActive', 'isEmailVerified', 'permissions', 'passwordHash'])(
    'P31: refuses to change %s and changes nothing',
    async (field) => {
      const caller = await signedIn();
      const before = await fleet.trace(caller.session.user.id);
      const answer = await caller.auth('patch', 'profile', { version: 1, firstName: 'X', [field]: true });
      expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
      expect(await fleet.trace(caller.session.user.id)).toEqual(before);
    },
  );

  describe('changing the password', () => {
    it('ends the other sessions, not this one', async () => {
      const caller = await signedIn();
      const { email } = caller.session.user;
      const other = await fleet.signIn(email);
      const answer = await caller.auth('post', 'change-password', {
        currentPassword: PASSWORD,
        newPassword: NEW_PASSWORD,
      });
      expect(answer.status).toBe(204);
      await until(async () => (await status(other)) === 401);
      expect((await other.refresh()).status).toBe(401);
      expect(await status(caller)).toBe(200);
      expect((await caller.refresh()).status).toBe(200);
      expect((await fleet.login(email, PASSWORD)).status).toBe(401);
      expect((await fleet.login(email, NEW_PASSWORD)).status).toBe(200);
    });

    it('needs the current one, and changes nothing without', async () => {
      const caller = await signedIn();
      const before = await fleet.trace(caller.session.user.id);
      const wrong = await caller.auth('post', 'change-password', {
        currentPassword: 'wrong',
        newPassword: NEW_PASSWORD,
      });
      expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'currentPassword']);
      const short = await caller.auth('post', 'change-password', { currentPassword: PASSWORD, newPassword: 'short' });
      expect([short.status, short.body.errors[0].field]).toEqual([400, 'newPassword']);
      expect(await fleet.trace(caller.session.user.id)).toEqual(before);
    });

    it('counts wrong guesses and keeps nothing of a password, with an Idempotency-Key too', async () => {
      const caller = await signedIn();
      const rows = 'SELECT COUNT(*) AS n FROM idempotency_keys';
      const [before] = await fleet.rows(rows);
      for (let n = 0; n < 6; n++) {
        const guess = { currentPassword: `wrong password ${n}`, newPassword: NEW_PASSWORD };
        await caller.auth('post', 'change-password', guess).set('idempotency-key', `guess-${n}`);
      }
      const right = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
      const answer = await caller.auth('post', 'change-password', right).set('idempotency-key', 'right');
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'currentPassword']);
      await fleet.rows('DELETE FROM login_failures WHERE account = ?', [caller.session.user.email]);
      const unlocked = await caller.auth('post', 'change-password', right).set('idempotency-key', 'unlocked');
      expect(unlocked.status).toBe(204);
      expect(await fleet.rows(rows)).toEqual([before]);
    });
  });

  describe('a one-time link', () => {
    it('chooses the password once, ends all sessions and lifts a lock', async () => {
      const person = await fleet.person();
      const old = await fleet.signIn(person.email);
      const address = uniqueAddress();
      for (let n = 0; n < 6; n++) await fleet.login(person.email, 'wrong password', address);
      const token = await linkFor(person.id);
      const reset = { token, newPassword: NEW_PASSWORD };
      expect((await fleet.anonymous('reset-password', reset)).status).toBe(204);
      await until(async () => (await status(old)) === 401);
      expect((await old.refresh()).status).toBe(401);
      expect((await fleet.login(person.email, NEW_PASSWORD, address)).status).toBe(200);
      const again = await fleet.anonymous('reset-password', { token, newPassword: PASSWORD });
      expect([again.status, again.body.errors[0].field]).toEqual([400, 'token']);
      expect((await fleet.login(person.email, PASSWORD, address)).status).toBe(401);
    });

    it('survives a password that is refused, and works once of twenty times at once', async () => {
      const person = await fleet.person();
      const token = await linkFor(person.id);
      expect((await fleet.anonymous('reset-password', { token, newPassword: 'short' })).status).toBe(400);
      const reset = { token, newPassword: NEW_PASSWORD };
      const answers = await Promise.all(Array.from({ length: 20 }, () => fleet.anonymous('reset-password', reset)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([204, ...Array(19).fill(400)]);
    });

    it('does nothing once expired, replaced, or for a deactivated account', async () => {
      const [expired, replaced, inactive] = [await fleet.person(), await fleet.person(), await fleet.person()];
      const links = [await linkFor(expired.id), await linkFor(replaced.id), await linkFor(inactive.id)];
      await fleet.rows('UPDATE one_time_tokens SET expires_at = UTC_TIMESTAMP(3) WHERE user_id = ?', [expired.id]);
      await linkFor(replaced.id);
      await fleet.auth.get(UserLifecycle).deactivate(inactive.id, SYSTEM);
      for (const token of [...links, 'made-up']) {
        const answer = await fleet.anonymous('reset-password', { token, newPassword: NEW_PASSWORD });
        expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
      }
      expect((await fleet.login(expired.email)).status).toBe(200);
    });
  });
});
