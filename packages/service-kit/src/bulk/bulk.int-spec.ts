import { DataSource, type DataSourceOptions } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { databaseSettings } from '../config/environment.js';
import { dataSourceOptions } from '../database/database.module.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { conflict } from '../errors/problem.js';
import { BulkRunner } from './bulk.runner.js';

describe('a change of many records', () => {
  let database: TestDatabase;
  let rows: DataSource;
  let unitOfWork: UnitOfWork;
  let bulk: BulkRunner;
  let told: number[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = databaseSettings(database.env, 'TEST_DB');
    const options = dataSourceOptions(settings, { entities: [], migrations: [] });
    rows = await new DataSource({ ...options, type: 'mariadb' } as DataSourceOptions).initialize();
    await rows.query('CREATE TABLE things (id INT PRIMARY KEY) ENGINE=InnoDB');
    unitOfWork = new UnitOfWork(rows);
    bulk = new BulkRunner(unitOfWork);
  });
  beforeEach(async () => {
    told = [];
    await rows.query('DELETE FROM things');
  });
  afterAll(async () => {
    await rows?.destroy();
    await database?.drop();
  });

  const stored = async () =>
    (await rows.query('SELECT id FROM things ORDER BY id')).map(({ id }: { id: number }) => id);
  /** Adds the row, and only then finds out that an even id is refused. */
  const change = (id: number) =>
    unitOfWork.run(async (manager) => {
      await manager.query('INSERT INTO things (id) VALUES (?)', [id]);
      unitOfWork.afterCommit(() => told.push(id));
      if (id % 2 === 0) throw conflict('even', 'Even ids are refused.');
    });
  const refused = (id: number) => ({ id, ok: false, status: 409, code: 'even', detail: 'Even ids are refused.' });

  it('goes on after one that was refused, of which nothing stays', async () => {
    expect(await bulk.run([3, 2, 1], change)).toEqual({
      results: [{ id: 3, ok: true }, refused(2), { id: 1, ok: true }],
      succeeded: 2,
      failed: 1,
    });
    expect(await stored()).toEqual([1, 3]);
    expect(told).toEqual([3, 1]);
  });

  it('does the same inside a transaction, which keeps or loses all of it', async () => {
    const all = unitOfWork.run(() => bulk.run([3, 2, 1], change));
    expect((await all).results).toEqual([{ id: 3, ok: true }, refused(2), { id: 1, ok: true }]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await stored()).toEqual([1, 3]);
    expect(told).toEqual([3, 1]);

    const lost = unitOfWork.run(async () => {
      await bulk.run([5, 7], change);
      throw new Error('the key could not be written');
    });
    await expect(lost).rejects.toThrow('the key could not be written');
    expect(await stored()).toEqual([1, 3]);
    expect(told).toEqual([3, 1]);
  });

  it('says what went wrong on our side in words that a stranger may read', async () => {
    const broken = () => Promise.reject(new Error('secret table missing'));
    expect((await bulk.run([1], broken)).results).toEqual([
      { id: 1, ok: false, status: 500, code: 'internal_error', detail: expect.not.stringContaining('secret') },
    ]);
  });

  it('is tried again as a whole when a deadlock ended the transaction around it', async () => {
    let deadlocks = 0;
    const once = async (id: number) => {
      await change(id);
      if (id === 3 && deadlocks++ === 0) throw Object.assign(new Error('Deadlock found'), { errno: 1213 });
    };
    const { succeeded } = await unitOfWork.run(() => bulk.run([1, 3], once));
    expect({ succeeded, deadlocks, stored: await stored() }).toEqual({ succeeded: 2, deadlocks: 2, stored: [1, 3] });
  });
});
