import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

type Action = 'start' | 'stop' | 'kill';
type Server = 'rabbitmq' | 'redis' | 'shared-db' | 'customer-db' | 'carrier-db' | 'pricing-db';
type ServiceName = 'auth-service' | 'user-service' | 'customer-service' | 'carrier-service' | 'pricing-service' | 'all';

const run = promisify(execFile);
const programs = join(__dirname, '../../../scripts/fleet/dist');

/** Where the fleet under test keeps its data. */
export function fleetDir(): string {
  const dir = process.env.HYBRID_TEST_DIR;
  if (!dir)
    throw new Error('HYBRID_TEST_DIR is not set: run the end-to-end tests through scripts/testing/run-tests.sh');
  return dir;
}

async function act(program: string, action: Action, parts: string[]): Promise<void> {
  await run(process.execPath, [join(programs, program), action, ...parts, '--dir', fleetDir()]);
}

/** Starts, stops or kills (SIGKILL) servers of the fleet under test. */
export const servers = (action: Action, ...names: Server[]) => act('server.js', action, names);

/** The same for its services; `start` resolves when they are ready. */
export const services = (action: Action, ...names: ServiceName[]) => act('service.js', action, names);

/** What `scripts/ops/backup.sh` runs; answers the backup's folder. */
export async function backup(to: string): Promise<string> {
  const { stdout } = await run(process.execPath, [join(programs, 'backup.js'), '--to', to, '--dir', fleetDir()]);
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** What `scripts/ops/restore.sh` runs; answers what it says, and rejects with it when it fails. */
export async function restore(folder: string, ...options: string[]): Promise<string> {
  return (await run(process.execPath, [join(programs, 'restore.js'), folder, ...options, '--dir', fleetDir()])).stdout;
}

/** Kills a restore (SIGKILL) as soon as it says `line`. */
export async function killRestore(folder: string, line: RegExp): Promise<void> {
  const child = spawn(process.execPath, [join(programs, 'restore.js'), folder, '--dir', fleetDir()]);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.on('close', () => reject(new Error(`the restore ended before it said ${line}: ${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (line.test(said)) resolve();
    });
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** A service's migrate step; rejects with what it says. */
export async function migrate(name: 'pricing-service'): Promise<void> {
  await run(process.execPath, [join(__dirname, '../../..', name, 'dist/migrate.js')], { env: process.env });
}

/** What `scripts/ops/reconcile.sh` runs, with the variables of the fleet under test. */
export async function reconcile(name: ServiceName): Promise<void> {
  await run(process.execPath, [join(__dirname, '../../..', name, 'dist/reconcile.js')], { env: process.env });
}

/** Statements past the services, as an operator's mistake, a restored backup or a clock that went on would change rows. */
export const inCustomerDatabase = (sql: string, ...parameters: unknown[]) => inDatabase('CUSTOMER_DB', sql, parameters);
export const inSharedDatabase = (sql: string, ...parameters: unknown[]) => inDatabase('SHARED_DB', sql, parameters);

async function inDatabase(prefix: string, sql: string, parameters: unknown[]): Promise<void> {
  const connection = await createConnection({
    host: process.env[`${prefix}_HOST`],
    port: Number(process.env[`${prefix}_PORT`]),
    user: process.env[`${prefix}_MIGRATOR_USER`],
    password: process.env[`${prefix}_MIGRATOR_PASSWORD`],
    database: process.env[`${prefix}_NAME`],
  });
  try {
    await connection.query(sql, parameters);
  } finally {
    await connection.end();
  }
}
