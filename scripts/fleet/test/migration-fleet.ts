import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseSettings, migrate } from '@hybrid-fleet/service-kit';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { migrateIdentity } from '../../../auth-service/src/migration.js';
import { database as carriers } from '../../../carrier-service/src/database.js';
import { database as customers } from '../../../customer-service/src/database.js';
import { createTestDatabase, type TestDatabase } from '../../../packages/service-kit/test/test-database.js';
import { database as pricing } from '../../../pricing-service/src/database.js';

const TARGETS = ['SHARED_DB', 'CUSTOMER_DB', 'CARRIER_DB', 'PRICING_DB'] as const;
type TargetName = (typeof TARGETS)[number];

export const ADMIN = 'admin@example.com';

export interface Ended {
  code: number | null;
  output: string;
}

/** A previous system's database, made of SQL. */
export class PreviousSystem {
  private constructor(
    private readonly database: TestDatabase,
    private readonly connection: Connection,
  ) {}

  static async make(...statements: string[]): Promise<PreviousSystem> {
    const database = await createTestDatabase();
    const system = new PreviousSystem(database, await open(database));
    await system.run(...statements);
    return system;
  }

  async run(...statements: string[]): Promise<void> {
    for (const statement of statements) await this.connection.query(statement);
  }

  get url(): string {
    const { TEST_DB_USER, TEST_DB_PASSWORD, TEST_DB_HOST, TEST_DB_PORT, TEST_DB_NAME } = this.database.env;
    return `mysql://${TEST_DB_USER}:${encodeURIComponent(TEST_DB_PASSWORD ?? '')}@${TEST_DB_HOST}:${TEST_DB_PORT}/${TEST_DB_NAME}`;
  }

  async remove(): Promise<void> {
    await this.connection.end();
    await this.database.drop();
  }
}

/** The four databases of a fleet that was just set up, without its services. */
export class MigrationFleet {
  private readonly dir = mkdtempSync(join(tmpdir(), 'migration-'));
  private readonly databases = new Map<TargetName, TestDatabase>();
  private readonly connections = new Map<TargetName, Connection>();

  static async setUp(): Promise<MigrationFleet> {
    const fleet = new MigrationFleet();
    for (const name of TARGETS) {
      const database = await createTestDatabase();
      fleet.databases.set(name, database);
      fleet.connections.set(name, await open(database));
    }
    const env: NodeJS.ProcessEnv = { ...process.env, ...fleet.settings, NODE_ENV: 'development', ADMIN_EMAIL: ADMIN };
    await migrateIdentity(env);
    for (const database of [customers, carriers, pricing]) {
      const migrator = databaseSettings(env, database.prefix, 'migrator');
      await migrate({ ...database, migrator, serviceAccount: String(env.SHARED_DB_USER) });
    }
    // What customer-service does when it hears of the first admin.
    await fleet.query(
      'CUSTOMER_DB',
      `INSERT INTO customers (user_id, user_is_active, email, first_name, last_name, customer_type, is_active, addresses, version, created_at, updated_at)
       VALUES (1, 1, '${ADMIN}', 'Ada', 'Admin', 'retail', 1, '[]', 1, NOW(), NOW())`,
    );
    await fleet.query('CUSTOMER_DB', "INSERT INTO consumed_aggregates VALUES ('user', '1', 1, NULL)");
    const description = { offset: 0, profile: 'test', mode: 'native', overrides: fleet.settings };
    writeFileSync(join(fleet.dir, 'fleet.json'), JSON.stringify(description), { mode: 0o600 });
    return fleet;
  }

  /** All four on one server, each a schema of its own. */
  get settings(): Record<string, string> {
    const entries = [...this.databases].flatMap(([name, { env }]) => [
      [`${name}_HOST`, env.TEST_DB_HOST],
      [`${name}_PORT`, env.TEST_DB_PORT],
      [`${name}_NAME`, env.TEST_DB_NAME],
      [`${name}_MIGRATOR_USER`, env.TEST_DB_USER],
      [`${name}_MIGRATOR_PASSWORD`, env.TEST_DB_PASSWORD],
    ]);
    const redis = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD'].map((name) => [name, process.env[name]]);
    return Object.fromEntries([...entries, ...redis]) as Record<string, string>;
  }

  /** Runs the command as a person does. `until`: kills it as a crash would when its output matches. */
  migrateFrom(args: string[], env: Record<string, string> = {}, until?: RegExp): Promise<Ended> {
    const entry = join(__dirname, '..', 'dist', 'migrate-from.js');
    const child = spawn(process.execPath, [entry, '--dir', this.dir, ...args], { env: { ...process.env, ...env } });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (until?.test(output)) child.kill('SIGKILL');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    return new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve({ code, output })));
  }

  // biome-ignore lint/suspicious/noExplicitAny: rows of any table
  async query(target: TargetName, sql: string): Promise<any[]> {
    const [rows] = await (this.connections.get(target) as Connection).query<RowDataPacket[]>(sql);
    return rows;
  }

  async remove(): Promise<void> {
    for (const connection of this.connections.values()) await connection.end();
    for (const database of this.databases.values()) await database.drop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function open({ env }: TestDatabase): Promise<Connection> {
  return createConnection({
    host: env.TEST_DB_HOST,
    port: Number(env.TEST_DB_PORT),
    user: env.TEST_DB_USER,
    password: env.TEST_DB_PASSWORD,
    database: env.TEST_DB_NAME,
    dateStrings: true,
    jsonStrings: true,
  });
}
