import { IdentityFleet, PASSWORD, uniqueEmail } from '../../../packages/identity-store/test/identity-fleet.js';

describe('registering', () => {
  let fleet: IdentityFleet;
  beforeAll(async () => {
    fleet = await IdentityFleet.start();
  });
  afterAll(() => fleet?.stop());

  const body = (changes: object = {}) => ({
    email: uniqueEmail('new'),
    password: PASSWORD,
    firstName: 'Zoë 🚚',
    lastName: 'أحمد',
    ...changes,
  });
  const usersWith = (email: string) => fleet.rows('SELECT * FROM users WHERE email = ?', [email]);

  it('makes a user whose email nobody vouches for, signed in, with an event', async () => {
    const given = body({ phone: '+33 1 23 45 67 89' });
    const answer = await fleet.anonymous('register', { ...given, email: ` ${given.email.toUpperCase()}` });
    expect(answer.status).toBe(201);
    expect(answer.body.user).toMatchObject({
      email: given.email,
      firstName: 'Zoë 🚚',
      lastName: 'أحمد',
      phone: '+33 1 23 45 67 89',
      roles: ['user'],
      permissions: [],
      isEmailVerified: false,
      version: 1,
    });
    expect(answer.text).not.toMatch(/hash|\$2b\$/i);
    const [event] = await fleet.rows(
      "SELECT type, payload FROM outbox WHERE aggregate_type = 'user' AND aggregate_id = ?",
      [String(answer.body.user.id)],
    );
    expect(event.type).toBe('user.created');
    const payload = typeof event.payload === 'string' ? JSON.parse(event.payload) : event.payload;
    expect(payload).toMatchObject({ userId: answer.body.user.id, email: given.email, registeredBy: 'self' });
    expect(JSON.stringify(payload)).not.toMatch(/hash|\$2b\$|password/i);
    await fleet.signIn(given.email);
  });

  it.each<[string, object]>([
    ['roles', { roles: ['admin'] }],
    ['isEmailVerified', { isEmailVerified: true }],
    ['passwordHash', { passwordHash: '$2b$04$abc' }],
    ['password', { password: 'short' }],
    ['password', { password: 'x'.repeat(73) }],
    ['password', { password: 'nul\0inside it' }],
    ['email', { email: 'not an address' }],
    ['firstName', { firstName: ' ' }],
  ])('P31: refuses a wrong %s and makes nobody', async (field, changes) => {
    const given = body(changes);
    const answer = await fleet.anonymous('register', given);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await usersWith(given.email)).toEqual([]);
  });

  it('makes one user of twenty parallel registrations of one email: one 201, nineteen 409', async () => {
    const given = body();
    const answers = await Promise.all(Array.from({ length: 20 }, () => fleet.anonymous('register', given)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([201, ...Array(19).fill(409)]);
    const refused = answers.find((answer) => answer.status === 409);
    expect(refused?.body).toMatchObject({ code: 'email_taken', errors: [{ field: 'email' }] });
    const users = await usersWith(given.email);
    expect(users).toHaveLength(1);
    expect(await fleet.eventsOf(users[0].id)).toEqual(['user.created']);
  });
});

describe('registering where it is switched off', () => {
  it('is refused and makes nobody', async () => {
    const fleet = await IdentityFleet.start({ REGISTRATION_ENABLED: 'false' });
    try {
      const email = uniqueEmail();
      const details = { email, password: PASSWORD, firstName: 'A', lastName: 'B' };
      const answer = await fleet.anonymous('register', details);
      expect([answer.status, answer.body.code]).toEqual([403, 'registration_disabled']);
      expect(await fleet.rows('SELECT id FROM users WHERE email = ?', [email])).toEqual([]);
    } finally {
      await fleet.stop();
    }
  });
});
