import type { authApi } from '@hybrid-fleet/contracts';

export type SignedIn = authApi.components['schemas']['SignedIn'];
export type Profile = authApi.components['schemas']['Profile'];

/** The session is over for good: the refresh token is unknown, used or ended. */
export class SessionOver extends Error {}

/** The access token is not valid any more. The session may be: roles that change revoke tokens, too. */
export class TokenRefused extends Error {}

/** auth-service's part of a session, in cookie mode: no refresh token is ever in the reach of a script. */
export interface Transport {
  /** Rejects with the response when the sign-in is refused. */
  login(email: string, password: string): Promise<SignedIn>;
  /** Rejects with `SessionOver`, or with anything else when it may be tried again. */
  refresh(): Promise<SignedIn>;
  /** Rejects with `TokenRefused`, or with anything else when that did not happen. */
  logout(accessToken: string): Promise<void>;
  /** Ends all sessions of the user. Rejects as `logout` does. */
  logoutAll(accessToken: string): Promise<void>;
}

/** A connection that hangs must not keep all tabs waiting; with the pause after it, within the grace of a used token. */
const REFRESH_MS = 6000;

function post(path: string, body: object, options: RequestInit = {}): Promise<Response> {
  return fetch(`/api/v1/auth/${path}`, {
    ...options,
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-session': 'cookie', ...options.headers },
    body: JSON.stringify(body),
  });
}

async function end(path: 'logout' | 'logout-all', accessToken: string): Promise<void> {
  const response = await post(path, {}, { headers: { authorization: `Bearer ${accessToken}` } });
  if (response.status === 401) throw new TokenRefused();
  if (!response.ok) throw response;
}

export const authService: Transport = {
  async login(email, password) {
    const response = await post('login', { email, password });
    if (!response.ok) throw response;
    return (await response.json()) as SignedIn;
  },
  async refresh() {
    const response = await post('refresh', {}, { signal: AbortSignal.timeout(REFRESH_MS) });
    if (response.status === 401) throw new SessionOver();
    if (!response.ok) throw response;
    return (await response.json()) as SignedIn;
  },
  logout: (accessToken) => end('logout', accessToken),
  logoutAll: (accessToken) => end('logout-all', accessToken),
};
