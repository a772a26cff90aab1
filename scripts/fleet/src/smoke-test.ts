import { gatewayOrigin } from './address.js';
import { readArguments, runCommand } from './cli.js';
import { required } from './environment.js';
import type { Fleet } from './fleet.js';
import { withServersInForce } from './in-force.js';
import { anyFleetOf } from './parts.js';
import { SERVICES } from './services.js';
import { expect, FleetClient } from './smoke/fleet-client.js';
import { journey } from './smoke/journey.js';
import { DATABASES, foreignAccounts, ownAccount, redisPrefixes } from './smoke/store-checks.js';

const HELP = `
Usage: scripts/testing/test-hybrid-architecture.sh [options]

Tries the running fleet, native or in containers: health, databases with their own account and with another's, Redis, the
gateway, a login, user.created end to end, calls between services and a quote. One line a check; what it
creates it deletes again.

  --email ADDRESS    sign in as this admin instead of .env's ADMIN_EMAIL; the password is read from SMOKE_PASSWORD
  --dir DIR          the fleet in this folder, for tests
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 all passed, 1 something failed, 2 there is no such fleet.
`;

const { values } = readArguments(HELP, {
  email: { type: 'string' },
  dir: { type: 'string' },
  'port-offset': { type: 'string' },
});
let passed = 0;
let failed = 0;

await runCommand(async () => {
  const fleet = withServersInForce(anyFleetOf(values));
  const { env } = fleet;
  const client = new FleetClient(fleet);
  for (const service of SERVICES) await check(`${service} is healthy`, () => isHealthy(client, service));
  await check('the gateway reaches the services, and nothing else', () => gateway(fleet));
  for (const database of DATABASES) {
    const name = required(env, `${database}_NAME`);
    await check(`${name}: ${required(env, `${database}_USER`)} reads, and may not change the schema`, () =>
      ownAccount(env, database),
    );
    await check(`${name}: other services' accounts are refused`, () => foreignAccounts(env, database));
  }
  for (const service of SERVICES.filter((name) => name !== 'auth-service'))
    await check(`${service} refuses a caller without a token`, () => refusesAnonymous(client, service));
  await check('an admin signs in', () => signIn(fleet, client));
  const { checks, cleanUp } = journey(client);
  for (const { name, run } of checks) await check(name, run);
  await check('what was created is deleted again', cleanUp);
  await check('Redis: a password, and a prefix a service', () => redisPrefixes(env));
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

async function check(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${(error as Error).message}`);
  }
}

async function isHealthy(client: FleetClient, service: (typeof SERVICES)[number]): Promise<void> {
  const { status, body } = await client.call('GET', service, 'health');
  expect('health', [status, body?.status], [200, 'ok']);
}

async function gateway(fleet: Fleet): Promise<void> {
  const anonymous = new FleetClient(fleet);
  const ask = async (path: string) => (await anonymous.fetch('GET', `${gatewayOrigin(fleet)}${path}`)).status;
  for (const service of SERVICES) expect(service, await ask(`/api/services/${service}/health`), 200);
  for (const path of ['/api/v1/auth/profile', '/api/v1/users', '/api/v1/customers', '/api/v1/carriers'])
    expect(path, await ask(path), 401);
  for (const path of ['/api/services/auth-service/metrics', '/api/v1/nothing']) expect(path, await ask(path), 404);
}

async function refusesAnonymous(client: FleetClient, service: (typeof SERVICES)[number]): Promise<void> {
  const paths = {
    'auth-service': 'auth/profile',
    'user-service': 'users',
    'customer-service': 'customers',
    'carrier-service': 'carriers',
    'pricing-service': 'pricing/rules',
  };
  expect(paths[service], (await client.call('GET', service, paths[service])).status, 401);
}

async function signIn({ env }: Fleet, client: FleetClient): Promise<void> {
  const email = values.email ?? required(env, 'ADMIN_EMAIL');
  const password = values.email === undefined ? required(env, 'ADMIN_PASSWORD') : (process.env.SMOKE_PASSWORD ?? '');
  const { status, body } = await client.signIn(email, password);
  expect('login', [status, typeof body?.accessToken], [200, 'string']);
}
