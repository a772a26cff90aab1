import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { required } from './environment.js';
import { type Fleet, loadFleet, openFleet, ROOT, recordFleet } from './fleet.js';
import { Gateway } from './gateway.js';
import { haltFleet } from './halt.js';
import { freeOffset, holders } from './ports.js';
import { allServers } from './servers/all-servers.js';
import { allServices } from './services.js';

/** Away from a running fleet's ports, and below those that the kernel gives to outgoing connections. */
const OFFSET = 10_000;
const DATABASES = ['SHARED_DB', 'CUSTOMER_DB', 'CARRIER_DB', 'PRICING_DB'];

export const TEST_DIR = join(ROOT, '.hybrid-test');

/** A test fleet in `dir`: the recorded one while its servers run, else a new one on ports that are free. */
export async function openTestFleet(dir: string): Promise<Fleet> {
  const recorded = loadFleet(dir);
  if (recorded?.deleting) await clearTestFleet(dir);
  if (recorded && allServers(recorded).some((server) => server.isRunning())) return recorded;
  const fleet = openFleet(dir, freeTestOffset(dir), 'test');
  recordFleet(fleet);
  return fleet;
}

/** What is added to the ports of a test fleet in `dir`, so that nobody else has them. */
export function freeTestOffset(dir: string): number {
  const plain = openFleet(dir, 0, 'test');
  const parts = [...allServers(plain), ...allServices(plain), new Gateway(plain)];
  const ports = parts.flatMap((part) => part.ports.map(({ port }) => port));
  if (holders(ports.map((port) => port + OFFSET)).length === 0) return OFFSET;
  const offset = freeOffset(ports, OFFSET);
  if (offset === undefined) throw new Error('no free ports for the test servers');
  return offset;
}

/** The same servers as a phase of tests with services sees them: a virtual host of the broker of its own, without queues of another's. */
export function ofPhase(fleet: Fleet, phase: string): Fleet {
  const fleetOfTests = openFleet(fleet.dir, fleet.offset, fleet.profile, { RABBITMQ_VHOST: phase });
  recordFleet(fleetOfTests);
  return fleetOfTests;
}

/** Makes every schema and the cache empty again. */
export async function emptyStores(fleet: Fleet): Promise<void> {
  await Promise.all([...DATABASES.map((prefix) => emptySchema(fleet, prefix)), emptyCache(fleet)]);
}

async function emptySchema({ env }: Fleet, prefix: string): Promise<void> {
  const schema = required(env, `${prefix}_NAME`);
  const connection = await createConnection({
    host: required(env, `${prefix}_HOST`),
    port: Number(required(env, `${prefix}_PORT`)),
    user: required(env, `${prefix}_MIGRATOR_USER`),
    password: required(env, `${prefix}_MIGRATOR_PASSWORD`),
  });
  try {
    await connection.query(`DROP DATABASE IF EXISTS \`${schema}\``);
    await connection.query(`CREATE DATABASE \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  } finally {
    await connection.end();
  }
}

async function emptyCache({ env }: Fleet): Promise<void> {
  const client = new Redis({
    host: required(env, 'REDIS_HOST'),
    port: Number(required(env, 'REDIS_PORT')),
    password: required(env, 'REDIS_PASSWORD'),
  });
  await client.flushall();
  client.disconnect();
}

/** Stops whatever an earlier run left in `dir`, and deletes its data; its logs too unless they are kept. */
export async function clearTestFleet(dir: string, keepLogs = false): Promise<void> {
  const recorded = loadFleet(dir);
  if (recorded) {
    await haltFleet(recorded);
    recordFleet({ ...recorded, deleting: true });
  }
  for (const name of ['data', 'run', 'tmp', 'fleet.json', ...(keepLogs ? [] : ['logs'])]) {
    rmSync(join(dir, name), { recursive: true, force: true });
  }
}
