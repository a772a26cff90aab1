import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import type { DatabaseSettings } from '../config/environment.js';
import { isAccountRefused } from './database.errors.js';
import { type DatabaseModuleOptions, dataSourceOptions } from './database.module.js';
import { detectServer } from './detect-server.js';

export interface MigrateOptions extends DatabaseModuleOptions {
  migrator: DatabaseSettings;
  /** The account that the service runs with: given DML per table, never DDL. */
  serviceAccount: string;
  /** Tables that are only ever added to, besides the history: the service account may neither change nor delete rows. */
  appendOnly?: string[];
  /** Runs after the migrations, under the same lock. */
  seed?: (dataSource: DataSource) => Promise<void>;
  /** Undoes the last migration instead. */
  undo?: boolean;
}

/** Who changed what, in every schema; see history.table.ts. */
export const HISTORY_TABLE = 'history';

/** How long a second migrator waits for the first, in seconds. */
const LOCK_TIMEOUT_SECONDS = 300;

export interface MigrationReport {
  schema: string;
  /** Names of the migrations that were missing. */
  ran: string[];
  undone?: string;
}

/** One line for the person who ran it. */
export function describeMigration({ schema, ran, undone }: MigrationReport): string {
  if (undone) return `${schema}: undid ${undone}`;
  return `${schema}: ${ran.length === 0 ? 'up to date' : `ran ${ran.join(', ')}`}`;
}

/**
 * Runs what is missing. Several at once are safe: one works, the others wait and find nothing to do. Changes of a schema
 * cannot be rolled back; so that one which was killed halfway can go on, each statement of a migration bears being run
 * again: IF NOT EXISTS, INSERT IGNORE (tests/integration/migrations.int-spec.ts).
 */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  return withMigrator(options, (dataSource) => migrateLocked(dataSource, options));
}

/** Runs `work` on the schema as the account that may change it. */
export async function withMigrator<T>(
  options: Pick<MigrateOptions, 'migrator' | keyof DatabaseModuleOptions>,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = new DataSource({
    ...dataSourceOptions(options.migrator, { ...options, poolSize: 4 }),
    type: await serverOf(options),
  } as DataSourceOptions);
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function migrateLocked(dataSource: DataSource, options: MigrateOptions): Promise<MigrationReport> {
  const schema = options.migrator.database;
  const lockHolder = dataSource.createQueryRunner();
  const lock = `migrate:${schema}`;
  try {
    await takeLock(lockHolder, lock);
    if (options.undo) {
      const [last] = await dataSource.query('SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1');
      await dataSource.undoLastMigration({ transaction: 'none' });
      return { schema, ran: [], undone: last?.name };
    }
    await refuseHalfRestored(dataSource, schema);
    const done = await dataSource.runMigrations({ transaction: 'none' });
    await grant(dataSource, options);
    await options.seed?.(dataSource);
    return { schema, ran: done.map((migration) => migration.name) };
  } finally {
    await lockHolder.query('SELECT RELEASE_LOCK(?)', [lock]);
    await lockHolder.release();
  }
}

async function serverOf({
  migrator,
  prefix,
}: Pick<MigrateOptions, 'migrator' | 'prefix'>): Promise<'mysql' | 'mariadb'> {
  try {
    return await detectServer(migrator);
  } catch (error) {
    if (!isAccountRefused(error)) throw error;
    throw new Error(
      `the database refuses this account: ${prefix}_MIGRATOR_USER or ${prefix}_MIGRATOR_PASSWORD is not what it has`,
    );
  }
}

async function takeLock(runner: QueryRunner, lock: string): Promise<void> {
  const [row] = await runner.query('SELECT GET_LOCK(?, ?) AS taken', [lock, LOCK_TIMEOUT_SECONDS]);
  if (Number(row.taken) !== 1) throw new Error(`another migration holds ${lock} for over ${LOCK_TIMEOUT_SECONDS} s`);
}

/** A restore writes the record of migrations last; without it nobody knows what the tables hold. */
async function refuseHalfRestored(dataSource: DataSource, schema: string): Promise<void> {
  const tables: { name: string }[] = await dataSource.query(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?',
    [schema],
  );
  if (tables.length === 0 || tables.some(({ name }) => name === 'migrations')) return;
  throw new Error(
    `${schema} has tables but no record of migrations: a restore was interrupted. Run it again: scripts/ops/restore.sh <backup> --overwrite`,
  );
}

async function grant(dataSource: DataSource, options: MigrateOptions): Promise<void> {
  const schema = options.migrator.database;
  const tables: { name: string }[] = await dataSource.query(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'",
    [schema],
  );
  for (const { name } of tables) {
    const table = `\`${schema}\`.\`${name}\``;
    const account = `'${options.serviceAccount}'@'%'`;
    const isAppendOnly = [HISTORY_TABLE, ...(options.appendOnly ?? [])].includes(name);
    await dataSource.query(`GRANT ${rightsOn(name, isAppendOnly)} ON ${table} TO ${account}`);
    // A release that did not know the table yet, gone back to in between, gave more; a grant takes nothing away.
    if (isAppendOnly) {
      await revoke(dataSource, `REVOKE UPDATE ON ${table} FROM ${account}`);
      await revoke(dataSource, `REVOKE DELETE ON ${table} FROM ${account}`);
    }
  }
}

const ER_NONEXISTING_TABLE_GRANT = 1147;

/** Takes one right away. MySQL, unlike MariaDB, calls it an error when it was not there. */
async function revoke(dataSource: DataSource, statement: string): Promise<void> {
  try {
    await dataSource.query(statement);
  } catch (error) {
    if ((error as { errno?: number }).errno !== ER_NONEXISTING_TABLE_GRANT) throw error;
  }
}

function rightsOn(table: string, isAppendOnly: boolean): string {
  if (table === 'migrations') return 'SELECT';
  return isAppendOnly ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
}
