import { Caller, IdentityFleet, PASSWORD } from '../../../packages/identity-store/test/identity-fleet.js';
import { until } from '../../../packages/service-kit/test/until.js';

/** Longer than any of these tests takes on a busy machine; what is to be older is made older. */
const GRACE_SECONDS = 3600;

describe('a session', () => {
  let fleet: IdentityFleet;
  beforeAll(async () => {
    fleet = await IdentityFleet.start({ REFRESH_GRACE_SECONDS: String(GRACE_SECONDS) });
  });
  afterAll(() => fleet?.stop());

  const signedIn = async () => fleet.signIn((await fleet.person()).email);
  const refresh = (refreshToken: string) => fleet.anonymous('refresh', { refreshToken });

  /** Moves what this person's tokens were used for into the past, by more than the grace. */
  const graceEnds = ({ session }: Caller) =>
    fleet.rows(
      `UPDATE refresh_tokens SET used_at = used_at - INTERVAL ? SECOND
       WHERE session_id IN (SELECT id FROM sessions WHERE user_id = ?)`,
      [GRACE_SECONDS + 1, session.user.id],
    );

  async function works(caller: Caller): Promise<number[]> {
    const { id } = caller.session.user;
    return [(await caller.auth('get', 'profile')).status, (await caller.users('get', `users/${id}`)).status];
  }

  it('rotates its refresh token at each use and says the same as a sign-in', async () => {
    const caller = await signedIn();
    const answer = await caller.refresh();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...caller.session,
      accessToken: expect.stringMatching(/^ey/),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(answer.body.refreshToken).not.toBe(caller.session.refreshToken);
    expect(await works(new Caller(fleet, answer.body))).toEqual([200, 200]);
  });

  it('keeps only hashes of its tokens', async () => {
    const { refreshToken } = (await signedIn()).session;
    const rows = await fleet.rows('SELECT * FROM refresh_tokens');
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
  });

  it('P24: two parallel refreshes make one chain, and both live on', async () => {
    const caller = await signedIn();
    const answers = await Promise.all([caller.refresh(), caller.refresh(), caller.refresh()]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const tokens = new Set(answers.map((answer) => answer.body.refreshToken));
    expect(tokens.size).toBe(1);
    for (const answer of answers) expect(await works(new Caller(fleet, answer.body))).toEqual([200, 200]);
    await graceEnds(caller);
    expect((await refresh([...tokens][0] as string)).status).toBe(200);
  });

  it('P24: a tab that is late within the grace gets the newest token of the chain', async () => {
    const caller = await signedIn();
    const second = (await caller.refresh()).body.refreshToken;
    const third = (await refresh(second)).body.refreshToken;
    expect((await caller.refresh()).body.refreshToken).toBe(third);
  });

  it('P24: an old token after the grace ends its own session and no other', async () => {
    const caller = await signedIn();
    const other = await fleet.signIn(caller.session.user.email);
    const next = (await caller.refresh()).body;
    await graceEnds(caller);
    const reuse = await caller.refresh();
    expect([reuse.status, reuse.body.code]).toEqual([401, 'invalid_refresh_token']);
    expect((await refresh(next.refreshToken)).status).toBe(401);
    await until(
      () => works(new Caller(fleet, next)),
      (statuses) => String(statuses) === '401,401',
    );
    expect(await works(other)).toEqual([200, 200]);
    expect((await other.refresh()).status).toBe(200);
  });

  it('refuses a token that it never gave out, and an access token in its place', async () => {
    const caller = await signedIn();
    for (const token of ['A'.repeat(43), caller.session.accessToken.slice(0, 500)]) {
      expect((await refresh(token)).body.code).toBe('invalid_refresh_token');
    }
    expect((await fleet.anonymous('refresh', {})).status).toBe(401);
  });

  it('P32: does not take a refresh token for an access token', async () => {
    const { session } = await signedIn();
    const wrong = new Caller(fleet, { ...session, accessToken: session.refreshToken });
    expect(await works(wrong)).toEqual([401, 401]);
  });

  it('ends at logout, at once and everywhere, and only it', async () => {
    const caller = await signedIn();
    const other = await fleet.signIn(caller.session.user.email);
    expect((await caller.auth('post', 'logout')).status).toBe(204);
    const refused = await until(
      async () => caller.users('get', `users/${caller.session.user.id}`),
      ({ status }) => status !== 200,
    );
    expect([refused.status, refused.body.code]).toEqual([401, 'token_revoked']);
    expect(await works(caller)).toEqual([401, 401]);
    expect((await caller.refresh()).status).toBe(401);
    expect(await works(other)).toEqual([200, 200]);
  });

  it('ends with all others at logout-all', async () => {
    const caller = await signedIn();
    const other = await fleet.signIn(caller.session.user.email);
    expect((await caller.auth('post', 'logout-all')).status).toBe(204);
    for (const one of [caller, other]) {
      await until(
        () => works(one),
        (statuses) => String(statuses) === '401,401',
      );
    }
    expect((await other.refresh()).status).toBe(401);
  });

  describe('in a cookie', () => {
    const cookieMode = { 'x-session': 'cookie' };
    const name = `hybrid_refresh_${process.env.ADMIN_PORT}`;

    async function loginWithCookie() {
      const { email } = await fleet.person();
      const answer = await fleet.anonymous('login', { email, password: PASSWORD }, { headers: cookieMode });
      const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
      return { answer, cookie, pair: cookie.split(';')[0] as string };
    }

    it('is not in the body, and out of reach of scripts and other sites', async () => {
      const { answer, cookie } = await loginWithCookie();
      expect(answer.status).toBe(200);
      expect(answer.body.refreshToken).toBeUndefined();
      expect(cookie).toMatch(
        new RegExp(`^${name}=[\\w-]{43}; Max-Age=2592000; Path=/api/v1/auth; HttpOnly; SameSite=Strict$`),
      );
    });

    it('rotates with the header', async () => {
      const { pair } = await loginWithCookie();
      const answer = await fleet.anonymous('refresh', {}, { headers: { ...cookieMode, cookie: pair } });
      expect(answer.status).toBe(200);
      expect(answer.body.refreshToken).toBeUndefined();
      expect(answer.headers['set-cookie']?.[0]).toMatch(new RegExp(`^${name}=[\\w-]{43};`));
      expect(answer.headers['set-cookie']?.[0]).not.toContain(pair);
    });

    it('does nothing without the header, at refresh and at logout', async () => {
      const { pair, answer } = await loginWithCookie();
      const refused = await fleet.anonymous('refresh', {}, { headers: { cookie: pair } });
      expect([refused.status, refused.body.code]).toEqual([403, 'session_header_required']);
      const caller = new Caller(fleet, answer.body);
      expect((await caller.auth('post', 'logout').set({ cookie: pair })).status).toBe(403);
      expect(await works(caller)).toEqual([200, 200]);
      expect((await fleet.anonymous('refresh', {}, { headers: { ...cookieMode, cookie: pair } })).status).toBe(200);
    });

    it('is taken away at logout', async () => {
      const { pair, answer } = await loginWithCookie();
      const caller = new Caller(fleet, answer.body);
      const gone = await caller.auth('post', 'logout').set({ ...cookieMode, cookie: pair });
      expect(gone.status).toBe(204);
      expect(gone.headers['set-cookie']?.[0]).toMatch(new RegExp(`^${name}=; Max-Age=0;`));
      expect((await fleet.anonymous('refresh', {}, { headers: { ...cookieMode, cookie: pair } })).status).toBe(401);
    });
  });
});
