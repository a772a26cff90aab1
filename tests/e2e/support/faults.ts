import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

type Action = 'start' | 'stop' | 'kill';
type Server = 'rabbitmq' | 'redis' | 'shared-db' | 'customer-db' | 'carrier-db' | 'pricing-db';
type ServiceName = 'auth-service' | 'user-service' | 'customer-service' | 'carrier-service' | 'pricing-service';

const run = promisify(execFile);
const programs = join(__dirname, '../../../scripts/fleet/dist');

async function act(program: string, action: Action, parts: string[]): Promise<void> {
  const dir = process.env.HYBRID_TEST_DIR;
  if (!dir)
    throw new Error('HYBRID_TEST_DIR is not set: run the end-to-end tests through scripts/testing/run-tests.sh');
  await run(process.execPath, [join(programs, program), action, ...parts, '--dir', dir]);
}

/** Starts, stops or kills (SIGKILL) servers of the fleet under test. */
export const servers = (action: Action, ...names: Server[]) => act('server.js', action, names);

/** The same for its services; `start` resolves when they are ready. */
export const services = (action: Action, ...names: ServiceName[]) => act('service.js', action, names);

/** What `scripts/ops/reconcile.sh` runs, with the variables of the fleet under test. */
export async function reconcile(name: ServiceName): Promise<void> {
  await run(process.execPath, [join(__dirname, '../../..', name, 'dist/reconcile.js')], { env: process.env });
}

/** A statement past the service, as an operator's mistake or a restored backup would change its rows. */
export async function inCustomerDatabase(sql: string, ...parameters: unknown[]): Promise<void> {
  const connection = await createConnection({
    host: process.env.CUSTOMER_DB_HOST,
    port: Number(process.env.CUSTOMER_DB_PORT),
    user: process.env.CUSTOMER_DB_MIGRATOR_USER,
    password: process.env.CUSTOMER_DB_MIGRATOR_PASSWORD,
    database: process.env.CUSTOMER_DB_NAME,
  });
  try {
    await connection.query(sql, parameters);
  } finally {
    await connection.end();
  }
}
