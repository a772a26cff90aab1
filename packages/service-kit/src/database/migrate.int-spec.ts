import { createConnection } from 'mysql2/promise';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { describeMigration, type MigrateOptions, migrate } from './migrate.js';

class CreateThings1700000000000 implements MigrationInterface {
  name = 'CreateThings1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE things (id INT PRIMARY KEY)');
    // Long enough that a second migrator without the lock would meet a half-made schema.
    await runner.query('DO SLEEP(0.5)');
    await runner.query('CREATE TABLE history (id INT PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history');
    await runner.query('DROP TABLE things');
  }
}

describe('migrations', () => {
  let database: TestDatabase;
  let options: MigrateOptions;

  beforeEach(async () => {
    database = await createTestDatabase();
    options = {
      prefix: 'TEST_DB',
      entities: [],
      migrations: [CreateThings1700000000000],
      serviceAccount: process.env.SHARED_DB_USER as string,
      migrator: {
        host: database.env.TEST_DB_HOST as string,
        port: Number(database.env.TEST_DB_PORT),
        database: database.env.TEST_DB_NAME as string,
        username: database.env.TEST_DB_USER as string,
        password: database.env.TEST_DB_PASSWORD as string,
      },
    };
  });
  afterEach(() => database?.drop());

  it('run once when three migrators start together: one works, the others wait and find nothing to do', async () => {
    const reports = await Promise.all([migrate(options), migrate(options), migrate(options)]);
    expect(reports.map(({ ran }) => ran.length).sort()).toEqual([0, 0, 1]);
    expect(reports.map(describeMigration).sort()).toEqual([
      `${options.migrator.database}: ran CreateThings1700000000000`,
      `${options.migrator.database}: up to date`,
      `${options.migrator.database}: up to date`,
    ]);
  });

  it('name the variables of an account that the server refuses, and no password', async () => {
    const refused = migrate({ ...options, migrator: { ...options.migrator, password: 'a-wrong-one' } });
    await expect(refused).rejects.toThrow(/TEST_DB_MIGRATOR_USER or TEST_DB_MIGRATOR_PASSWORD/);
    await expect(refused).rejects.not.toThrow(/a-wrong-one/);
  });

  it('give the service rows, and of history only adding and reading', async () => {
    await migrate(options);
    const connection = await createConnection({
      host: options.migrator.host,
      port: options.migrator.port,
      user: process.env.SHARED_DB_USER,
      password: process.env.SHARED_DB_PASSWORD,
      database: options.migrator.database,
    });
    const denied = { code: 'ER_TABLEACCESS_DENIED_ERROR' };
    try {
      await connection.query('INSERT INTO things VALUES (1)');
      await connection.query('DELETE FROM things');
      await connection.query('INSERT INTO history VALUES (1)');
      await expect(connection.query('UPDATE history SET id = 2')).rejects.toMatchObject(denied);
      await expect(connection.query('DELETE FROM history')).rejects.toMatchObject(denied);
      await expect(connection.query('ALTER TABLE things ADD b INT')).rejects.toMatchObject(denied);
      expect((await connection.query('SELECT id FROM history'))[0]).toEqual([{ id: 1 }]);
    } finally {
      await connection.end();
    }
  });

  it('take from the service what a release that did not know the history gave it', async () => {
    await migrate(options);
    const { host, port, database: schema } = options.migrator;
    const as = (user?: string, password?: string) => createConnection({ host, port, user, password, database: schema });
    const migrator = await as(options.migrator.username, options.migrator.password);
    const service = await as(process.env.SHARED_DB_USER, process.env.SHARED_DB_PASSWORD);
    try {
      await migrator.query(`GRANT UPDATE, DELETE ON history TO '${options.serviceAccount}'@'%'`);
      await service.query('INSERT INTO history VALUES (1)');
      await service.query('DELETE FROM history WHERE id = 0');
      await migrate(options);
      for (const statement of ['DELETE FROM history WHERE id = 0', 'UPDATE history SET id = 2 WHERE id = 0']) {
        await expect(service.query(statement)).rejects.toMatchObject({ code: 'ER_TABLEACCESS_DENIED_ERROR' });
      }
      expect((await service.query('SELECT id FROM history'))[0]).toEqual([{ id: 1 }]);
    } finally {
      await migrator.end();
      await service.end();
    }
  });

  it('are refused where a restore was interrupted: it writes their record last', async () => {
    await migrate(options);
    const connection = await createConnection({
      host: options.migrator.host,
      port: options.migrator.port,
      user: options.migrator.username,
      password: options.migrator.password,
      database: options.migrator.database,
    });
    try {
      await connection.query('RENAME TABLE migrations TO kept');
      await expect(migrate(options)).rejects.toThrow(/a restore was interrupted.*restore\.sh/);
      const [tables] = await connection.query("SHOW TABLES LIKE 'migrations'");
      expect(tables).toEqual([]);
    } finally {
      await connection.query('RENAME TABLE kept TO migrations');
      await connection.end();
    }
  });

  it('can be undone, and run again', async () => {
    await migrate(options);
    const undone = await migrate({ ...options, undo: true });
    expect(undone).toEqual({ schema: options.migrator.database, ran: [], undone: 'CreateThings1700000000000' });
    expect((await migrate(options)).ran).toEqual(['CreateThings1700000000000']);
  });
});
