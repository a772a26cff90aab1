import type { authApi } from '@hybrid-fleet/contracts';

export type SignedIn = authApi.components['schemas']['SignedIn'];
export type Profile = authApi.components['schemas']['Profile'];

/** The session is over for good: the refresh token is unknown, used or ended. */
export class SessionOver extends Error {}

/** auth-service's part of a session, in cookie mode: no refresh token is ever in the reach of a script. */
export interface Transport {
  /** Rejects with the response when the sign-in is refused. */
  login(email: string, password: string): Promise<SignedIn>;
  /** Rejects with `SessionOver`, or with anything else when it may be tried again. */
  refresh(): Promise<SignedIn>;
  logout(accessToken: string): Promise<void>;
  /** Ends all sessions of the user. Rejects when that did not happen. */
  logoutAll(accessToken: string): Promise<void>;
}

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`/api/v1/auth/${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-session': 'cookie', ...headers },
    body: JSON.stringify(body),
  });
}

export const authService: Transport = {
  async login(email, password) {
    const response = await post('login', { email, password });
    if (!response.ok) throw response;
    return (await response.json()) as SignedIn;
  },
  async refresh() {
    const response = await post('refresh', {});
    if (response.status === 401) throw new SessionOver();
    if (!response.ok) throw response;
    return (await response.json()) as SignedIn;
  },
  async logout(accessToken) {
    const response = await post('logout', {}, { authorization: `Bearer ${accessToken}` });
    // 401: it had ended already.
    if (!response.ok && response.status !== 401) throw response;
  },
  async logoutAll(accessToken) {
    const response = await post('logout-all', {}, { authorization: `Bearer ${accessToken}` });
    if (!response.ok) throw response;
  },
};
