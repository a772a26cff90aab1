import { forbidden, Problem } from '@hybrid-fleet/service-kit';

/** The same words whether there is no such account, the password is wrong, or it is locked or inactive. */
export const invalidCredentials = () =>
  new Problem({
    status: 401,
    code: 'invalid_credentials',
    detail: 'The email or the password is wrong. Try again later.',
  });

/** The same words for a token that is unknown, used, too old or of a session that has ended. */
export const invalidRefreshToken = () =>
  new Problem({ status: 401, code: 'invalid_refresh_token', detail: 'This session is over. Sign in again.' });

export const registrationDisabled = () =>
  forbidden('registration_disabled', 'Nobody can register here. Ask an administrator for an account.');
