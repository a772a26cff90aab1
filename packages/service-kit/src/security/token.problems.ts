import { Problem } from '../errors/problem.js';

const REALM = 'Bearer realm="hybrid-fleet"';

function unauthorized(code: string, detail: string, challenge: string): Problem {
  return new Problem({ status: 401, code, detail, headers: { 'www-authenticate': challenge } });
}

// RFC 6750 section 3: a request without a token gets no error code in the challenge.
export const tokenMissing = () =>
  unauthorized('token_missing', 'Send an access token: Authorization: Bearer <token>.', REALM);

export const tokenInvalid = () =>
  unauthorized('token_invalid', 'The access token is not valid.', `${REALM}, error="invalid_token"`);

export const tokenExpired = () =>
  unauthorized(
    'token_expired',
    'The access token has expired. Refresh it.',
    `${REALM}, error="invalid_token", error_description="expired"`,
  );

export const tokenRevoked = () =>
  unauthorized(
    'token_revoked',
    'The access token was revoked. Refresh it or sign in again.',
    `${REALM}, error="invalid_token", error_description="revoked"`,
  );
