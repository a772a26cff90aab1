import { CredentialStore, PasswordHasher, SYSTEM, UserLifecycle } from '@hybrid-fleet/identity-store';
import {
  IdentityFleet,
  PASSWORD,
  type Person,
  uniqueAddress,
  uniqueEmail,
} from '../../../packages/identity-store/test/identity-fleet.js';

describe('signing in', () => {
  let fleet: IdentityFleet;
  beforeAll(async () => {
    fleet = await IdentityFleet.start({ BCRYPT_COST: '8' });
  });
  afterAll(() => fleet?.stop());

  async function refusal(person: { email: string }, password = 'wrong password', address = uniqueAddress()) {
    const answer = await fleet.login(person.email, password, address);
    const { requestId, ...problem } = answer.body;
    return { status: answer.status, problem };
  }

  async function fail(email: string, times: number, address: string): Promise<void> {
    for (let n = 0; n < times; n++) await fleet.login(email, 'wrong password', address);
  }

  it('answers tokens and the user, and never a hash', async () => {
    const person = await fleet.person('manager');
    const answer = await fleet.login(`  ${person.email.toUpperCase()} `);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(Object.keys(answer.body).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken', 'tokenType', 'user']);
    expect(answer.body).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 900,
      user: { id: person.id, email: person.email, roles: ['manager'], version: 1, isActive: true },
    });
    expect(answer.body.user.permissions).toContain('customers:delete');
    expect(answer.body.user.permissions).not.toContain('users:create');
    expect(answer.text).not.toMatch(/hash|\$2b\$/i);
  });

  it('takes JSON only: forms and plain text are what another site can make a browser send', async () => {
    const { email } = await fleet.person();
    const form = new URLSearchParams({ email, password: PASSWORD }).toString();
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', form],
      ['text/plain', JSON.stringify({ email, password: PASSWORD })],
    ] as const) {
      const answer = await fleet.anonymous('login', {}, { headers: { 'content-type': type } }).send(body);
      expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
    }
  });

  it('neither raises the version nor emits an event', async () => {
    const person = await fleet.person();
    await fleet.signIn(person.email);
    const [row] = await fleet.rows('SELECT version, last_login_at FROM users WHERE id = ?', [person.id]);
    expect(row.version).toBe(1);
    expect(row.last_login_at).not.toBeNull();
    expect(await fleet.eventsOf(person.id)).toEqual(['user.created']);
  });

  it('stores a fresh hash when the cost has changed', async () => {
    const person = await fleet.person();
    await fleet.auth.get(CredentialStore).setHash(person.id, await new PasswordHasher(4).hash(PASSWORD));
    await fleet.signIn(person.email);
    expect(await fleet.hashOf(person.id)).toMatch(/^\$2b\$08\$/);
    await fleet.signIn(person.email);
  });

  it('refuses an unknown field and names it', async () => {
    const answer = await fleet.anonymous('login', { email: 'a@example.com', password: 'x', role: 'admin' });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ field: 'role', message: 'is not a known field' }]);
  });

  it('P25: says the same words to an unknown user, a wrong password, a locked and an inactive account', async () => {
    const [known, locked, inactive] = await Promise.all([fleet.person(), fleet.person(), fleet.person()]);
    await fleet.auth.get(UserLifecycle).deactivate((inactive as Person).id, SYSTEM);
    const address = uniqueAddress();
    await fail(locked.email, 5, address);
    const unknown = await refusal({ email: uniqueEmail('nobody') });
    expect(unknown).toEqual({
      status: 401,
      problem: {
        type: 'urn:hybrid-fleet:problem:invalid_credentials',
        title: 'Unauthorized',
        status: 401,
        code: 'invalid_credentials',
        detail: 'The email or the password is wrong. Try again later.',
      },
    });
    expect(await refusal(known)).toEqual(unknown);
    expect(await refusal(inactive, PASSWORD)).toEqual(unknown);
    expect(await refusal(locked, PASSWORD, address)).toEqual(unknown);
    expect(await refusal(known, `${'x'.repeat(80)}`)).toEqual(unknown);
  });

  it('lets an account sign in twenty times at once', async () => {
    const person = await fleet.person();
    const answers = await Promise.all(Array.from({ length: 20 }, () => fleet.login(person.email)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
  });

  it('P26: slows an address down after ten wrong passwords, and others not', async () => {
    const person = await fleet.person();
    const address = uniqueAddress();
    await fail(person.email, 10, address);
    expect((await fleet.login(person.email, PASSWORD, address)).status).toBe(401);
    expect((await fleet.login(person.email, PASSWORD, uniqueAddress())).status).toBe(200);
  });

  it('P26: guessing in parallel gains nothing', async () => {
    const person = await fleet.person();
    const address = uniqueAddress();
    await Promise.all(Array.from({ length: 20 }, () => fleet.login(person.email, 'wrong password', address)));
    expect((await fleet.login(person.email, PASSWORD, address)).status).toBe(401);
    const [row] = await fleet.rows('SELECT failures FROM login_failures WHERE account = ? AND address = ?', [
      person.email,
      address,
    ]);
    expect(row.failures).toBeGreaterThanOrEqual(5);
  });

  it('P26: a wait ends', async () => {
    const person = await fleet.person();
    const address = uniqueAddress();
    await fail(person.email, 5, address);
    expect((await fleet.login(person.email, PASSWORD, address)).status).toBe(401);
    await fleet.rows('UPDATE login_failures SET locked_until = UTC_TIMESTAMP(3) WHERE account = ?', [person.email]);
    expect((await fleet.login(person.email, PASSWORD, address)).status).toBe(200);
  });

  it('P26: a thousand addresses slow strangers down but not the owner, and not for good', async () => {
    const person = await fleet.person();
    const home = uniqueAddress();
    await fleet.signIn(person.email, PASSWORD, home);
    // The attack so far: the next failure from anywhere is the thousandth.
    await fleet.rows(
      "INSERT INTO login_failures (account, address, failures, last_failed_at) VALUES (?, '*', 999, UTC_TIMESTAMP(3))",
      [person.email],
    );
    await fail(person.email, 1, uniqueAddress());
    expect((await fleet.login(person.email, PASSWORD, uniqueAddress())).status).toBe(401);
    expect((await fleet.login(person.email, PASSWORD, home)).status).toBe(200);
    const [row] = await fleet.rows(
      "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), locked_until) AS wait FROM login_failures WHERE account = ? AND address = '*'",
      [person.email],
    );
    expect(Number(row.wait)).toBeGreaterThan(50);
    expect(Number(row.wait)).toBeLessThanOrEqual(60);
  });
});
