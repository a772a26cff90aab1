import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { createTestDatabase, type TestDatabase } from '../../packages/service-kit/test/test-database.js';
import { signInAsAdmin, unique } from './support/fleet.js';

jest.setTimeout(300_000);

interface Seeded {
  service: string;
  /** Whose migrate step makes the schema; its own unless named. */
  migratedBy?: string;
  prefix: string;
  /** Tables that the demo fills, in the order in which it does. */
  tables: string[];
  /** What an admin may change later of the first table's records: by it the demo could take them for others. */
  renamed: string;
  /** Killed when so many rows of the last table are written, of a transaction that is still open. */
  killedAt: number[];
}

const SEEDED: Seeded[] = [
  {
    service: 'user-service',
    migratedBy: 'auth-service',
    prefix: 'SHARED_DB',
    tables: ['users', 'user_roles'],
    renamed: 'email',
    killedAt: [1, 200],
  },
  { service: 'customer-service', prefix: 'CUSTOMER_DB', tables: ['customers'], renamed: 'email', killedAt: [150] },
  { service: 'carrier-service', prefix: 'CARRIER_DB', tables: ['carriers'], renamed: 'code', killedAt: [6] },
  {
    service: 'pricing-service',
    prefix: 'PRICING_DB',
    tables: ['pricing_rules', 'pricing_calculations', 'pricing_answers'],
    renamed: 'name',
    killedAt: [1, 60],
  },
];

/** What differs between two runs of the same: numbers that the database gives, times of writing, salted hashes. */
const OWN_TO_A_RUN = /^(id|user_id|ruleId|.*_at|request_id|applied_rules|trace|rule_set_version|password_hash)$/;

const variable = (name: string) => process.env[name] as string;

/** A schema of its own on a test server, made by the service's migrate step. */
class Schema {
  private constructor(
    private readonly seeded: Seeded,
    private readonly database: TestDatabase,
    private readonly connection: Connection,
  ) {}

  static async create(seeded: Seeded): Promise<Schema> {
    const database = await createTestDatabase();
    const { TEST_DB_HOST: host, TEST_DB_PORT: port, TEST_DB_NAME: name } = database.env;
    const { TEST_DB_USER: user, TEST_DB_PASSWORD: password } = database.env;
    const connection = await createConnection({ host, port: Number(port), database: name, user, password });
    const schema = new Schema(seeded, database, connection);
    await output(schema.start(seeded.migratedBy ?? seeded.service, 'migrate'));
    return schema;
  }

  demo(): ChildProcess {
    return this.start(this.seeded.service, 'demo');
  }

  /** Rows of a table, with those that an open transaction has written or without. */
  async count(table: string, level: 'READ UNCOMMITTED' | 'READ COMMITTED'): Promise<number> {
    await this.connection.query(`SET SESSION TRANSACTION ISOLATION LEVEL ${level}`);
    const [[row]] = await this.connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Number(row?.n);
  }

  /** What the demo made, without what differs from run to run, and how many rows every table has. */
  async contents(): Promise<Record<string, unknown>> {
    const [tables] = await this.connection.query<RowDataPacket[][]>({ sql: 'SHOW TABLES', rowsAsArray: true });
    const found: Record<string, unknown> = {};
    for (const [name] of tables) found[String(name)] = await this.count(String(name), 'READ COMMITTED');
    for (const table of this.seeded.tables) {
      const [rows] = await this.connection.query<RowDataPacket[]>(`SELECT * FROM ${table} ORDER BY 1, 2`);
      found[`${table}: rows`] = JSON.parse(JSON.stringify(rows), (name, value) =>
        OWN_TO_A_RUN.test(name) ? undefined : value,
      );
    }
    return found;
  }

  async rename(): Promise<void> {
    const { tables, renamed } = this.seeded;
    await this.connection.query(`UPDATE ${tables[0]} SET ${renamed} = CONCAT(${renamed}, '-x')`);
  }

  async drop(): Promise<void> {
    await this.connection.end();
    await this.database.drop();
  }

  private start(service: string, command: string): ChildProcess {
    const { prefix } = this.seeded;
    const { TEST_DB_HOST: host, TEST_DB_PORT: port, TEST_DB_NAME: name } = this.database.env;
    const own = {
      [`${prefix}_HOST`]: host,
      [`${prefix}_PORT`]: port,
      [`${prefix}_NAME`]: name,
      ...Object.fromEntries(
        ['USER', 'PASSWORD', 'MIGRATOR_USER', 'MIGRATOR_PASSWORD'].map((key) => [
          `${prefix}_${key}`,
          variable(`SHARED_DB_${key}`),
        ]),
      ),
      // Nobody listens there: its events are none of the fleet's.
      RABBITMQ_PORT: '9',
    } as Record<string, string>;
    return start(service, command, own);
  }
}

function start(service: string, command: string, env: Record<string, string> = {}): ChildProcess {
  const program = join(__dirname, '../..', service, 'dist', `${command}.js`);
  return spawn(process.execPath, [program], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a command prints; throws with it when the command fails. */
async function output(child: ChildProcess): Promise<string> {
  const [said, failed, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}: ${said}${failed}`);
  return said;
}

/** Kills the demo when its open transaction has written `rows` rows of `table`. */
async function killAt(schema: Schema, table: string, rows: number): Promise<void> {
  const before = await schema.count(table, 'READ COMMITTED');
  const child = schema.demo();
  const exit = once(child, 'exit');
  while ((await schema.count(table, 'READ UNCOMMITTED')) < before + rows && child.exitCode === null);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await exit;
}

/** The demo carriers that pricing-service asks the fleet for come after more than one page of others. */
async function addCarriersToFleet(): Promise<void> {
  const admin = await signInAsAdmin();
  for (let index = 0; index < 101; index++) {
    const name = unique('Carrier');
    const { status } = await admin.post('carrier', 'carriers', { name, code: name.toUpperCase() });
    expect(status).toBe(201);
  }
  await output(start('carrier-service', 'demo'));
}

describe.each(SEEDED)("$service's demo data", (seeded) => {
  const last = seeded.tables.at(-1) as string;
  let undisturbed: Schema;
  let disturbed: Schema;
  let before: Record<string, unknown>;

  beforeAll(async () => {
    if (seeded.service === 'pricing-service') await addCarriersToFleet();
    [undisturbed, disturbed] = await Promise.all([Schema.create(seeded), Schema.create(seeded)]);
    before = await disturbed.contents();
    expect(await output(undisturbed.demo())).toMatch(/the demo data is added: [1-9]/);
  });
  afterAll(async () => {
    await undisturbed?.drop();
    await disturbed?.drop();
  });

  it.each(seeded.killedAt)('is not there at all after a kill -9 at row %i', async (rows) => {
    await killAt(disturbed, last, rows);
    // The server rolls back when it notices that its client is gone.
    while ((await disturbed.count(last, 'READ UNCOMMITTED')) > (before[last] as number));
    expect(await disturbed.contents()).toEqual(before);
  });

  it('equals that of an undisturbed run when it is added again, by two commands at once', async () => {
    const said = await Promise.all([output(disturbed.demo()), output(disturbed.demo())]);
    expect(said.map((lines) => /the demo data (is added|was added before): [1-9]/.exec(lines)?.[1]).sort()).toEqual([
      'is added',
      'was added before',
    ]);
    expect(await disturbed.contents()).toEqual(await undisturbed.contents());
  });

  it('is not added once more after an admin has renamed it', async () => {
    await disturbed.rename();
    const added = await disturbed.contents();
    expect(await output(disturbed.demo())).toMatch(/the demo data was added before: [1-9]/);
    expect(await disturbed.contents()).toEqual(added);
  });
});
