import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from '../src/security/principal.js';

export const signing = generateKeyPairSync('rsa', { modulusLength: 2048 });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function userClaims(changes: Record<string, unknown> = {}) {
  const now = Date.now();
  return {
    iss: TOKEN_ISSUER,
    aud: TOKEN_AUDIENCE,
    sub: '7',
    kind: 'user',
    sid: '11111111-1111-4111-8111-111111111111',
    email: 'ann@example.com',
    roles: ['support'],
    permissions: ['customers:read'],
    iat: Math.floor(now / 1000),
    exp: Math.floor(now / 1000) + 900,
    iatMs: now,
    jti: 'j1',
    ...changes,
  };
}

export const serviceClaims = (changes: Record<string, unknown> = {}) => ({
  ...userClaims({ sub: 'pricing-service', kind: 'service', ...changes }),
  sid: undefined,
});

export const header = { alg: 'RS256', typ: TOKEN_TYPE, kid: 'k1' };

/** A token with exactly this header and these claims, put together by hand: a library would refuse to make bad ones. */
export function token(
  claims: Record<string, unknown> = userClaims(),
  changes: Record<string, unknown> = {},
  sign: (input: string) => string = rs256(signing.privateKey),
): string {
  const input = `${encode({ ...header, ...changes })}.${encode(claims)}`;
  return `${input}.${sign(input)}`;
}

export function rs256(key: KeyObject) {
  return (input: string) => createSign('RSA-SHA256').update(input).sign(key).toString('base64url');
}
