import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { rs256, signing, token, userClaims } from '../../test/access-tokens.js';
import { AppModule, ask as askRoute, start } from '../../test/secured-application.js';

describe('P32 refuses a token', () => {
  let app: NestFastifyApplication;
  const ask = (path: string, bearer: string) => askRoute(app, path, bearer);

  beforeAll(async () => {
    app = await start(AppModule);
  });
  afterAll(() => app.close());

  const hour = 3600;
  const seconds = Math.floor(Date.now() / 1000);
  const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const pem = signing.publicKey.export({ type: 'spki', format: 'pem' });
  const hs256 = (input: string) => createHmac('sha256', pem).update(input).digest('base64url');
  const changed = (name: string) => {
    const { [name]: _gone, ...rest } = userClaims() as Record<string, unknown>;
    return rest;
  };
  const cases: [string, () => string][] = [
    ['with alg none and no signature', () => token(userClaims(), { alg: 'none' }, () => '')],
    ['with alg None, written so that a comparison might miss it', () => token(userClaims(), { alg: 'None' }, () => '')],
    ['with alg RS256 and no signature', () => token(userClaims(), {}, () => '')],
    ['signed as HS256 with the public key as the secret', () => token(userClaims(), { alg: 'HS256' }, hs256)],
    ['that says RS256 but is signed as HS256', () => token(userClaims(), {}, hs256)],
    ['signed by another key', () => token(userClaims(), {}, rs256(otherKey))],
    ['with an unknown kid', () => token(userClaims(), { kid: 'k2' })],
    ['without a kid', () => token(userClaims(), { kid: undefined })],
    ['for another audience', () => token(userClaims({ aud: 'somebody-else' }))],
    ['without an audience', () => token(changed('aud'))],
    ['from another issuer', () => token(userClaims({ iss: 'evil' }))],
    ['without an issuer', () => token(changed('iss'))],
    ['that never expires', () => token(changed('exp'))],
    ['that is not valid yet', () => token(userClaims({ nbf: seconds + hour }))],
    ['of another type, signed by the right key', () => token(userClaims(), { typ: 'JWT' })],
    ['for a refresh, signed by the right key', () => token(userClaims({ permissions: undefined }), { typ: 'rt+jwt' })],
    ['without a kind', () => token(changed('kind'))],
    ['of a user without a session', () => token(changed('sid'))],
    ['whose subject is no id', () => token(userClaims({ sub: '7 or 1=1' }))],
    ['that is an opaque refresh token', () => 'hfr_0b51cbd7f54a4e2d9d3a'],
    ['that is no token', () => 'a.b.c'],
  ];

  it.each(cases)('%s', async (_name, make) => {
    const { status, headers, body } = await ask('me', make());
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'token_invalid' });
    expect(headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('that has expired, with a code of its own, so that clients refresh', async () => {
    const { status, body } = await ask('me', token(userClaims({ exp: seconds - 1 })));
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'token_expired' });
  });

  it('whose claims were changed after signing', async () => {
    const [head, , signature] = token().split('.');
    const claims = Buffer.from(JSON.stringify(userClaims({ sub: '1' }))).toString('base64url');
    expect((await ask('me', `${head}.${claims}.${signature}`)).body.code).toBe('token_invalid');
  });
});
