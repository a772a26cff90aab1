import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { database as carrierDatabase } from '../../carrier-service/src/database.js';
import { database as customerDatabase } from '../../customer-service/src/database.js';
import { identityDatabase } from '../../packages/identity-store/src/index.js';
import { type MigrateOptions, migrate } from '../../packages/service-kit/src/index.js';
import { createTestDatabase, type TestDatabase } from '../../packages/service-kit/test/test-database.js';
import { database as pricingDatabase } from '../../pricing-service/src/database.js';

type Schema = Pick<MigrateOptions, 'prefix' | 'entities' | 'migrations'>;

const SCHEMAS: [string, Schema][] = [
  ['auth and user', identityDatabase],
  ['customer', customerDatabase],
  ['carrier', carrierDatabase],
  ['pricing', pricingDatabase],
];

type Migration = new () => MigrationInterface;

class Killed extends Error {}

/** A migration whose process dies after so many statements; the record that it was run may be the one that is missing. */
function dyingAfter(statements: number, migration: Migration): Migration {
  class Dying extends migration {
    override async up(runner: QueryRunner): Promise<void> {
      let done = 0;
      const die = () => {
        if (done === statements) throw new Killed(`after ${statements} statements`);
      };
      await super.up(
        new Proxy(runner, {
          get: (target, key) => {
            if (key !== 'query') return Reflect.get(target, key, target);
            return (...query: Parameters<QueryRunner['query']>) => {
              die();
              done += 1;
              return target.query(...query);
            };
          },
        }),
      );
      die();
    }
  }
  // TypeORM records it under the name of its class.
  return Object.defineProperty(Dying, 'name', { value: migration.name });
}

describe('the migrations of each schema', () => {
  const made: TestDatabase[] = [];
  // TypeORM tells the console of each of the many deaths.
  beforeAll(() => void jest.spyOn(console, 'log').mockImplementation(() => {}));
  afterAll(() => Promise.all(made.map((database) => database.drop())));

  async function emptyDatabase(options: Schema): Promise<MigrateOptions> {
    const database = await createTestDatabase();
    made.push(database);
    const { TEST_DB_HOST: host, TEST_DB_NAME: name, TEST_DB_USER: username, TEST_DB_PASSWORD: password } = database.env;
    const migrator = { host, port: Number(database.env.TEST_DB_PORT), database: name, username, password };
    return { ...options, migrator, serviceAccount: process.env.SHARED_DB_USER } as MigrateOptions;
  }

  /** Every table as its server would make it again, and how many rows it has. */
  async function tables({ migrator }: MigrateOptions): Promise<Record<string, [definition: string, rows: number]>> {
    const { username: user, ...server } = migrator;
    const connection = await createConnection({ ...server, user });
    try {
      const [names] = await connection.query<RowDataPacket[][]>({ sql: 'SHOW TABLES', rowsAsArray: true });
      const described: Record<string, [string, number]> = {};
      for (const [name] of names) {
        const [[definition]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${name}\``);
        const [[count]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM \`${name}\``);
        described[String(name)] = [definition?.['Create Table'], count?.n];
      }
      return described;
    } finally {
      await connection.end();
    }
  }

  it.each(SCHEMAS)('of %s go on wherever they were killed, and come to the same', async (_name, schema) => {
    const undisturbed = await emptyDatabase(schema);
    await migrate(undisturbed);

    const disturbed = await emptyDatabase(schema);
    let deaths = 0;
    for (const migration of schema.migrations as Migration[]) {
      for (let statements = 0; ; statements += 1) {
        const others = (schema.migrations as Migration[]).filter((other) => other !== migration);
        const dying = { ...disturbed, migrations: [...others, dyingAfter(statements, migration)] };
        const died = await migrate(dying).then(
          () => false,
          (error) => {
            if (!(error instanceof Killed)) throw error;
            return true;
          },
        );
        if (!died) break;
        deaths += 1;
      }
    }
    expect(deaths).toBeGreaterThan(schema.migrations.length);
    expect((await migrate(disturbed)).ran).toEqual([]);
    expect(await tables(disturbed)).toEqual(await tables(undisturbed));
  });
});
