import request, { type Test } from 'supertest';

export { eventually } from '../../support/eventually.js';

export type Service = 'auth' | 'user' | 'customer' | 'carrier' | 'pricing';

const PORTS: Record<Service, string> = {
  auth: 'AUTH_SERVICE_PORT',
  user: 'USER_SERVICE_PORT',
  customer: 'CUSTOMER_SERVICE_PORT',
  carrier: 'CARRIER_SERVICE_PORT',
  pricing: 'PRICING_SERVICE_PORT',
};

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the end-to-end tests through scripts/testing/run-tests.sh`);
  return value;
}

export function origin(service: Service): string {
  return `http://127.0.0.1:${variable(PORTS[service])}`;
}

type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';

/** One caller of the fleet; without a token an anonymous one. */
export class Caller {
  constructor(readonly token?: string) {}

  call(method: Method, service: Service, path: string, body?: object): Test {
    const test = request(origin(service))[method](`/api/v1/${path}`);
    if (this.token) test.set('authorization', `Bearer ${this.token}`);
    return body === undefined ? test : test.send(body);
  }

  get = (service: Service, path: string) => this.call('get', service, path);
  post = (service: Service, path: string, body: object = {}) => this.call('post', service, path, body);
  patch = (service: Service, path: string, body: object) => this.call('patch', service, path, body);
  delete = (service: Service, path: string) => this.call('delete', service, path);
}

export const anonymous = new Caller();

export async function signIn(email: string, password: string): Promise<Caller> {
  const answer = await anonymous.post('auth', 'auth/login', { email, password });
  if (answer.status !== 200) throw new Error(`sign-in of ${email} answered ${answer.status}: ${answer.text}`);
  return new Caller(answer.body.accessToken);
}

export function signInAsAdmin(): Promise<Caller> {
  return signIn(variable('ADMIN_EMAIL'), variable('ADMIN_PASSWORD'));
}

let counter = 0;

/** A name that no other test, or earlier run, has used. */
export function unique(prefix: string): string {
  counter += 1;
  return `${prefix}-${Date.now().toString(36)}-${counter}`;
}

/** A user made by the admin, with a password set through the invitation; returns it and a signed-in caller. */
export async function makeUser(admin: Caller, roles: string[], names = { firstName: 'Ada', lastName: 'Byron' }) {
  const email = `${unique('user')}@example.com`;
  const created = await admin.post('user', 'users', { email, ...names, roles });
  if (created.status !== 201) throw new Error(`creating ${email} answered ${created.status}: ${created.text}`);
  const token = new URL(created.body.invitation.url).searchParams.get('token');
  const password = `correct horse ${unique('battery')}`;
  const reset = await anonymous.post('auth', 'auth/reset-password', { token, newPassword: password });
  if (reset.status >= 300) throw new Error(`reset-password answered ${reset.status}: ${reset.text}`);
  return { user: created.body, email, password, caller: await signIn(email, password) };
}
