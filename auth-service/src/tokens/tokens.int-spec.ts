import { randomBytes } from 'node:crypto';
import { SigningKeys } from '@hybrid-fleet/identity-store';
import { readEnvironment } from '@hybrid-fleet/service-kit';
import { DataSource } from 'typeorm';
import { IdentityFleet } from '../../../packages/identity-store/test/identity-fleet.js';
import { until } from '../../../packages/service-kit/test/until.js';
import { environment } from '../config.js';
import { migrateIdentity } from '../migration.js';
import { checkSigning } from './signing.health.js';

const CREDENTIALS = {
  grant_type: 'client_credentials',
  client_id: 'pricing-service',
  client_secret: process.env.PRICING_SERVICE_CLIENT_SECRET,
};

describe('tokens', () => {
  let fleet: IdentityFleet;
  beforeAll(async () => {
    fleet = await IdentityFleet.start();
  });
  afterAll(() => fleet?.stop());

  const claimsOf = (token: string) => JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString());
  const headerOf = (token: string) => JSON.parse(Buffer.from(String(token.split('.')[0]), 'base64url').toString());
  const signedIn = async (...roles: string[]) => fleet.signIn((await fleet.person(...roles)).email);
  const jwks = async () =>
    (await fetch(`${await fleet.auth.getUrl()}/.well-known/jwks.json`)).json() as Promise<{ keys: { kid: string }[] }>;

  async function serviceToken(): Promise<string> {
    const answer = await fleet.anonymous('token', CREDENTIALS);
    expect(answer.status).toBe(200);
    return answer.body.access_token;
  }

  it('carry what services verify', async () => {
    const caller = await signedIn('support');
    const { accessToken, user } = caller.session;
    const keys = (await jwks()).keys;
    expect(headerOf(accessToken)).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) });
    expect(keys.map((key) => key.kid)).toContain(headerOf(accessToken).kid);
    expect(claimsOf(accessToken)).toEqual({
      iss: 'hybrid-auth',
      aud: 'hybrid-fleet',
      sub: String(user.id),
      kind: 'user',
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      email: user.email,
      roles: ['support'],
      permissions: user.permissions,
      iat: expect.any(Number),
      exp: claimsOf(accessToken).iat + 900,
      iatMs: expect.any(Number),
      jti: expect.any(String),
    });
  });

  it('publish no private part of a key', async () => {
    expect(Object.keys((await jwks()).keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const rows = await fleet.rows('SELECT private_key_sealed FROM signing_keys');
    expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY');
  });

  it('are given to a service that knows its secret, with its permissions only', async () => {
    const answer = await fleet.anonymous('token', CREDENTIALS);
    expect(answer.body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 300 });
    expect(claimsOf(answer.body.access_token)).toMatchObject({
      kind: 'service',
      sub: 'pricing-service',
      permissions: ['customers:read', 'carriers:read'],
    });
  });

  it('are refused to a service with the words for an unknown one', async () => {
    const wrong = await fleet.anonymous('token', { ...CREDENTIALS, client_secret: 'wrong' });
    const unknown = await fleet.anonymous('token', { ...CREDENTIALS, client_id: 'no-service' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_client']);
    expect({ ...unknown.body, requestId: 0 }).toEqual({ ...wrong.body, requestId: 0 });
  });

  it('are refused to a name that no service could have', async () => {
    for (const client_id of ['é', 'a\0b', '😀']) {
      const answer = await fleet.anonymous('token', { ...CREDENTIALS, client_id });
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'client_id']);
    }
  });

  it('cannot be signed under another KEY_ENCRYPTION_KEY: the migrate step and health say so', async () => {
    const env = { ...process.env, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    await expect(migrateIdentity(env)).rejects.toThrow(/^KEY_ENCRYPTION_KEY does not open/);
    const keys = new SigningKeys(fleet.auth.get(DataSource), readEnvironment(environment, env));
    await expect(checkSigning(keys)).rejects.toThrow('KEY_ENCRYPTION_KEY is not the one that sealed them');
    const health = (await (await fetch(`${await fleet.auth.getUrl()}/api/v1/health`)).json()) as { parts: object };
    expect(health.parts).toMatchObject({ signingKeys: { status: 'up' } });
  });

  it('tell services alone what is revoked', async () => {
    const caller = await signedIn('admin');
    await caller.auth('post', 'logout');
    const bearer = { authorization: `Bearer ${await serviceToken()}` };
    const url = `${await fleet.auth.getUrl()}/api/v1/auth/revocations`;
    const list = (await (await fetch(url, { headers: bearer })).json()) as { data: object[] };
    expect(list.data).toContainEqual({
      kind: 'session',
      subject: claimsOf(caller.session.accessToken).sid,
      before: expect.any(Number),
      expiresAt: expect.any(Number),
    });
    const other = await signedIn('admin');
    expect((await other.auth('get', 'revocations')).body.code).toBe('services_only');
    expect((await fetch(url)).status).toBe(401);
  });

  it('can be asked about', async () => {
    const [asker, asked] = [await signedIn(), await signedIn('support')];
    const ask = async (token: string) => (await asker.auth('post', 'validate-token', { token })).body;
    expect(await ask(asked.session.accessToken)).toEqual({
      active: true,
      user: expect.objectContaining({ id: asked.session.user.id, roles: ['support'] }),
      permissions: asked.session.user.permissions,
      expiresAt: new Date(claimsOf(asked.session.accessToken).exp * 1000).toISOString(),
    });
    expect(await ask(await serviceToken())).toMatchObject({ active: true, permissions: expect.any(Array) });
    expect(await ask(asked.session.refreshToken)).toEqual({ active: false });
    expect(await ask(`${asked.session.accessToken}x`)).toEqual({ active: false });
    expect(await ask(`eyJhbGciOiJub25lIn0.${asked.session.accessToken.split('.')[1]}.`)).toEqual({ active: false });
    await asked.auth('post', 'logout');
    const ended = await until(
      () => ask(asked.session.accessToken),
      ({ active }) => !active,
    );
    expect(ended).toEqual({ active: false });
  });

  it('outlive a rotation of the keys, whose next key is published before it signs', async () => {
    const caller = await signedIn();
    const { kid } = await fleet.auth.get(SigningKeys).rotate();
    expect((await jwks()).keys.map((key) => key.kid)).toContain(kid);
    expect((await caller.users('get', `users/${caller.session.user.id}`)).status).toBe(200);
    expect(headerOf((await signedIn()).session.accessToken).kid).not.toBe(kid);
    await fleet.rows('UPDATE signing_keys SET active_from = UTC_TIMESTAMP(3) WHERE kid = ?', [kid]);
    const replica = await IdentityFleet.start();
    try {
      const later = await replica.signIn((await replica.person()).email);
      expect(headerOf(later.session.accessToken).kid).toBe(kid);
      expect((await later.users('get', `users/${later.session.user.id}`)).status).toBe(200);
      expect((await caller.users('get', `users/${caller.session.user.id}`)).status).toBe(200);
    } finally {
      await replica.stop();
    }
  });
});
