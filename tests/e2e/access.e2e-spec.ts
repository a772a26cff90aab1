import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymous, type Caller, makeUser, type Service, signInAsAdmin } from './support/fleet.js';

const NOBODY = '4294967290';
const METHODS = ['get', 'post', 'patch', 'delete', 'put'] as const;

interface Operation {
  security?: unknown[];
  'x-permission'?: string;
}

interface Route {
  service: Service;
  method: (typeof METHODS)[number];
  path: string;
  operation: Operation;
}

/** Every route of every service, from the OpenAPI documents that `npm run check` keeps equal to the code. */
const routes: Route[] = (['auth', 'user', 'customer', 'carrier', 'pricing'] as const).flatMap((service) => {
  const file = join(__dirname, `../../docs/api/${service}-service.json`);
  const document = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, operations]) =>
      METHODS.filter((method) => operations[method]).map((method) => ({
        service,
        method,
        path: path.replace('/api/v1/', '').replace(/\{\w+\}/g, NOBODY),
        operation: operations[method] as Operation,
      })),
    );
});

const closed = routes.filter((route) => route.operation.security);
const guarded = closed.filter((route) => route.operation['x-permission']);

const named = (list: Route[]) =>
  list.map((route): [string, Route] => [`${route.service} ${route.method.toUpperCase()} ${route.path}`, route]);

const body = (route: Route) => (route.method === 'get' || route.method === 'delete' ? undefined : {});

const count = async (admin: Caller) =>
  Promise.all(
    (
      [
        ['user', 'users'],
        ['customer', 'customers'],
        ['carrier', 'carriers'],
        ['pricing', 'pricing/rules'],
      ] as const
    ).map(async ([service, path]) => (await admin.get(service, `${path}/count`)).body.count),
  );

describe('P28: every route is closed to those who may not call it', () => {
  let admin: Caller;
  let plain: Awaited<ReturnType<typeof makeUser>>;
  let before: number[];

  beforeAll(async () => {
    admin = await signInAsAdmin();
    plain = await makeUser(admin, ['user']);
    before = await count(admin);
  });

  it('knows the routes of all five services', () => {
    expect(new Set(guarded.map((route) => route.service))).toEqual(
      new Set(['auth', 'user', 'customer', 'carrier', 'pricing']),
    );
    expect(guarded.length).toBeGreaterThan(40);
  });

  it.each(named(closed))('%s answers 401 to somebody without a token', async (_name, route) => {
    const answer = await anonymous.call(route.method, route.service, route.path, body(route));
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it.each(named(guarded))('%s answers 403 to a user without the permission, naming it', async (_name, route) => {
    const answer = await plain.caller.call(route.method, route.service, route.path, body(route));
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'permission_missing', permission: route.operation['x-permission'] });
  });

  it.each(named(guarded))('%s lets an admin past the door', async (_name, route) => {
    const answer = await admin.call(route.method, route.service, route.path, body(route));
    expect([401, 403]).not.toContain(answer.status);
    expect(answer.status).toBeLessThan(500);
  });

  it('changed nothing for those who were refused', async () => {
    const after = await count(admin);
    // The customer profile of the user made above may arrive in between.
    expect(
      after.map((value, index) => value - (before[index] as number)).every((grown) => grown >= 0 && grown <= 1),
    ).toBe(true);
  });
});
