import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { type Environment, required } from '../environment.js';
import { ROOT } from '../fleet.js';
import type { ServiceName } from '../services.js';

export interface Database {
  /** How its variables begin. */
  prefix: 'SHARED_DB' | 'CUSTOMER_DB' | 'CARRIER_DB' | 'PRICING_DB';
  /** The service whose migrate step makes its schema. */
  migratedBy: ServiceName;
  /** Where its migrations lie, compiled. */
  migrations: string;
}

/**
 * In the order in which they are dumped: what refers before what it refers to. Services go on writing meanwhile, and so
 * the source of every reference, and of every version that a consumer has applied, is in the backup.
 */
export const DATABASES: readonly Database[] = [
  { prefix: 'PRICING_DB', migratedBy: 'pricing-service', migrations: 'pricing-service/dist/migrations' },
  { prefix: 'CARRIER_DB', migratedBy: 'carrier-service', migrations: 'carrier-service/dist/migrations' },
  { prefix: 'CUSTOMER_DB', migratedBy: 'customer-service', migrations: 'customer-service/dist/migrations' },
  { prefix: 'SHARED_DB', migratedBy: 'auth-service', migrations: 'packages/identity-store/dist/migrations' },
];

export function schemaName(env: Environment, { prefix }: Pick<Database, 'prefix'>): string {
  return required(env, `${prefix}_NAME`);
}

export const migrationsFolder = (database: Database) => join(ROOT, database.migrations);

/** Connects to the schema as its migrator, from this machine in both modes; `null` for the server without a schema. */
export async function connectTo(
  env: Environment,
  database: Pick<Database, 'prefix'>,
  schema: string | null = schemaName(env, database),
): Promise<Connection> {
  const { prefix } = database;
  const port = Number(required(env, `${prefix}_PORT`));
  try {
    return await createConnection({
      host: '127.0.0.1',
      port,
      user: required(env, `${prefix}_MIGRATOR_USER`),
      password: required(env, `${prefix}_MIGRATOR_PASSWORD`),
      ...(schema === null ? {} : { database: schema }),
      timezone: 'Z',
      dateStrings: true,
      connectTimeout: 5000,
    });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    throw new Error(
      `the database of ${schemaName(env, database)} (port ${port}) ${code === 'ECONNREFUSED' ? 'does not answer' : `refuses: ${message}`}. scripts/setup/hybrid-setup.sh starts the fleet, scripts/setup/hybrid-status.sh shows it.`,
    );
  }
}

/** The rows of a statement, as objects. */
export async function select<T>(connection: Connection, sql: string, parameters: unknown[] = []): Promise<T[]> {
  const [rows] = await connection.query(sql, parameters);
  return rows as T[];
}

/** Runs `work` on a connection that is closed afterwards. */
export async function withDatabase<T>(
  env: Environment,
  database: Pick<Database, 'prefix'>,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connectTo(env, database);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
