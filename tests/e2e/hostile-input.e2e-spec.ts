import request from 'supertest';
import { anonymous, Caller, eventually, origin, signInAsAdmin, unique } from './support/fleet.js';

interface Problem {
  status: number;
  code: string;
  requestId: string;
  errors?: { field: string; message: string }[];
}

function expectProblem(answer: request.Response, status: number, field?: string): Problem {
  expect({ status: answer.status, type: answer.headers['content-type'] }).toEqual({
    status,
    type: 'application/problem+json; charset=utf-8',
  });
  expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  if (field) expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  return answer.body;
}

const customer = () => ({ email: `${unique('c')}@example.com`, firstName: 'Zoë', lastName: 'Ng' });

describe('bad input gets a clear 4xx', () => {
  let admin: Caller;
  beforeAll(async () => {
    admin = await signInAsAdmin();
  });

  it('refuses broken JSON', async () => {
    const answer = await request(origin('auth'))
      .post('/api/v1/auth/login')
      .set('content-type', 'application/json')
      .send('{"email": ');
    expect(expectProblem(answer, 400).code).toBe('invalid_json');
  });

  it('names every wrong field at once, and every unknown one', async () => {
    const answer = await admin.post('customer', 'customers', {
      email: 7,
      firstName: '',
      nickname: 'x',
      address: { street: 'a', planet: 'b' },
    });
    const { errors } = expectProblem(answer, 400);
    expect(errors?.map((error) => error.field).sort()).toEqual(
      ['address.city', 'address.country', 'address.planet', 'email', 'firstName', 'lastName', 'nickname'].sort(),
    );
  });

  it.each([
    ['page=-1', 'page'],
    ['page=0', 'page'],
    ['page=abc', 'page'],
    ['limit=1e9', 'limit'],
    ['limit=101', 'limit'],
    ['limit=0', 'limit'],
    ['sort=password', 'sort'],
    ['colour=red', 'colour'],
    ['page=1&page=2', 'page'],
  ])('refuses a list with %s, naming %s', async (query, field) => {
    for (const [service, path] of [
      ['customer', 'customers'],
      ['user', 'users'],
      ['carrier', 'carriers'],
      ['pricing', 'pricing/rules'],
    ] as const) {
      expectProblem(await admin.get(service, `${path}?${query}`), 400, field);
    }
  });

  it('answers 404 for an id that is too large to exist, and 400 for one that is no id', async () => {
    for (const [service, path] of [
      ['customer', 'customers'],
      ['user', 'users'],
      ['carrier', 'carriers'],
      ['pricing', 'pricing/rules'],
      ['pricing', 'pricing/calculations'],
    ] as const) {
      expectProblem(await admin.get(service, `${path}/99999999999`), 404);
      for (const id of ['0', '-1', '1.5', 'abc', '1%27%20OR%201=1', '9'.repeat(40)])
        expectProblem(await admin.get(service, `${path}/${id}`), 400, 'id');
    }
  });

  it('refuses a body of 10 MB with 413, which its sender gets to read each time', async () => {
    const body = { ...customer(), notes: 'x'.repeat(10_000_000) };
    for (let time = 0; time < 20; time++) expectProblem(await admin.post('customer', 'customers', body), 413);
  });

  it('finds nothing by SQL in a search, and loses nothing', async () => {
    const before = (await admin.get('customer', 'customers/count')).body.count;
    for (const search of ["' OR 1=1 --", '"; DROP TABLE customers; --', '+*-<>()~@"', '%', '_', '\\', '*']) {
      for (const [service, path] of [
        ['customer', 'customers'],
        ['user', 'users'],
        ['carrier', 'carriers'],
        ['pricing', 'pricing/rules'],
      ] as const) {
        const answer = await admin.get(service, `${path}?search=${encodeURIComponent(search)}`);
        expect(answer.status).toBe(200);
        expect(answer.body.data).toEqual([]);
      }
    }
    expect((await admin.get('customer', 'customers/count')).body.count).toBeGreaterThanOrEqual(before);
  });

  it.each([
    ['emoji', '👩🏽‍🚀 Zoë 🚀'],
    ['right to left', 'محمد عبد الله'],
    ['Hebrew', 'שלום'],
    ['combining marks', 'Ångström'],
    ['Chinese', '王小明'],
  ])('keeps a name in %s as it was given', async (_kind, firstName) => {
    const created = await admin.post('customer', 'customers', { ...customer(), firstName });
    expect(created.status).toBe(201);
    expect((await admin.get('customer', `customers/${created.body.id}`)).body.firstName).toBe(firstName);
  });

  it.each([
    ['a negative weight', { weight: -1 }, 'weight'],
    ['no weight', { weight: undefined }, 'weight'],
    ['a weight of text', { weight: 'heavy' }, 'weight'],
    ['an infinite weight', { weight: 1e308 }, 'weight'],
    ['a negative distance', { distance: -5 }, 'distance'],
    ['an unknown country', { destinationCountry: 'ZZ' }, 'destinationCountry'],
    ['an unknown field', { discount: 100 }, 'discount'],
  ])('refuses to price %s', async (_what, change, field) => {
    const body = {
      carrierId: 1,
      serviceType: 'express',
      weight: 1,
      originCountry: 'FR',
      destinationCountry: 'DE',
      ...change,
    };
    for (const path of ['pricing/calculate', 'pricing/preview'])
      expectProblem(await admin.post('pricing', path, body), 400, field);
  });

  it('refuses control characters, NUL and overlong text', async () => {
    for (const firstName of ['a\u0000b', 'a\u001b[31m', 'x'.repeat(101)]) {
      expectProblem(await admin.post('customer', 'customers', { ...customer(), firstName }), 400, 'firstName');
    }
  });

  it('answers 404 as a problem for an unknown path, and 401 before saying anything else', async () => {
    expectProblem(await admin.get('customer', 'nothing-here'), 404);
    for (const token of [undefined, 'garbage', 'a.b.c'])
      expectProblem(await new Caller(token).get('customer', 'customers/1'), 401);
  });

  it('lets one of 20 parallel registrations of one email win', async () => {
    const email = `${unique('race')}@example.com`;
    const body = { email, password: 'correct horse battery', firstName: 'Only', lastName: 'One' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => anonymous.post('auth', 'auth/register', body)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([201, ...Array(19).fill(409)]);
    for (const answer of answers.filter((each) => each.status === 409)) expectProblem(answer, 409, 'email');
    const profiles = await eventually(
      'one customer profile',
      () => admin.get('customer', `customers?search=${encodeURIComponent(email)}`),
      (answer) => answer.body.data?.length > 0,
    );
    expect(profiles.body.data.filter((each: { email: string }) => each.email === email)).toHaveLength(1);
  });
});
