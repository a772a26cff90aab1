import { settings } from './tree.js';

export { eventually } from '../../support/eventually.js';

const TIMEOUT_MS = 30_000;

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what services answer is what the tests look into
  body: any;
}

/** A caller of the fleet at the gateway, as the admin's pages are. */
export class GatewayCaller {
  private constructor(private readonly token?: string) {}

  static async asAdmin(): Promise<GatewayCaller> {
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings();
    const { status, body } = await new GatewayCaller().call('POST', 'auth/login', { email, password });
    if (status !== 200) throw new Error(`the admin's sign-in answered ${status}: ${JSON.stringify(body)}`);
    return new GatewayCaller(body.accessToken);
  }

  /** `path` is below /api/v1. Status 0 when there was no answer at all. */
  async call(method: string, path: string, body?: object): Promise<Answer> {
    try {
      const response = await fetch(`http://localhost:${settings().ADMIN_PORT}/api/v1/${path}`, {
        method,
        headers: {
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.status, body: await response.json().catch(() => undefined) };
    } catch (error) {
      return { status: 0, body: String((error as Error).cause ?? error) };
    }
  }

  get = (path: string) => this.call('GET', path);
  post = (path: string, body: object = {}) => this.call('POST', path, body);
  delete = (path: string) => this.call('DELETE', path);
}

let counter = 0;
const started = Date.now().toString(36);
/** A word that no other test has used. */
export const unique = (prefix: string) => `${prefix}${started}x${++counter}`;

/** Makes a user; `user.created` gives it a customer profile. */
export async function makeUser(admin: GatewayCaller, lastName: string): Promise<number> {
  const email = `${unique('person')}@example.com`;
  const { status, body } = await admin.post('users', { email, firstName: 'Docker', lastName, roles: ['user'] });
  if (status !== 201) throw new Error(`making a user answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

export async function profiles(admin: GatewayCaller, lastName: string): Promise<number> {
  const { status, body } = await admin.get(`customers?limit=1&search=${lastName}`);
  return status === 200 ? body.meta.total : -1;
}
