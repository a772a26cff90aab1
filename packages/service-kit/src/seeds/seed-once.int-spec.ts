import { DataSource, type DataSourceOptions } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { databaseSettings } from '../config/environment.js';
import { dataSourceOptions } from '../database/database.module.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { addEach } from './add-each.js';
import { seedOnce } from './seed-once.js';
import { createSeedsTable } from './seeds.table.js';

describe('a set of data that is seeded', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await createTestDatabase();
    const options = dataSourceOptions(databaseSettings(database.env, 'TEST_DB'), { entities: [], migrations: [] });
    dataSource = await new DataSource({ ...options, type: 'mariadb' } as DataSourceOptions).initialize();
    await createSeedsTable(dataSource.createQueryRunner());
    await dataSource.query('CREATE TABLE things (id INT PRIMARY KEY) ENGINE=InnoDB');
    unitOfWork = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  let said: jest.SpyInstance;
  beforeEach(async () => {
    said = jest.spyOn(console, 'log').mockImplementation(() => {});
    await dataSource.query('DELETE FROM seeds');
    await dataSource.query('DELETE FROM things');
  });
  afterEach(() => said.mockRestore());

  const insert = (id: number) => unitOfWork.manager.query('INSERT INTO things (id) VALUES (?)', [id]);
  const things = async () =>
    (await dataSource.query('SELECT id FROM things ORDER BY id')).map(({ id }: { id: number }) => id);
  const lines = () => said.mock.calls.map(([line]) => line);

  it('is added once, however often it is asked for, and says what it added', async () => {
    for (const ids of [[1, 2], [3]])
      await seedOnce(unitOfWork, 'demo', async () => ({ things: await addEach('things', ids, insert) }));
    expect(await things()).toEqual([1, 2]);
    expect(lines()).toEqual(['the demo data is added: 2 things', 'the demo data was added before: 2 things']);
  });

  it('is not there in part when it fails, and is added whole the next time', async () => {
    const broken = seedOnce(unitOfWork, 'demo', async () => {
      await insert(1);
      throw new Error('no more');
    });
    await expect(broken).rejects.toThrow('no more');
    expect([await things(), await dataSource.query('SELECT * FROM seeds')]).toEqual([[], []]);
    await seedOnce(unitOfWork, 'demo', async () => ({ things: await addEach('things', [1, 2], insert) }));
    expect(await things()).toEqual([1, 2]);
  });

  it('is added once by two that begin at the same time', async () => {
    const add = async () => ({ things: await addEach('things', [1, 2], insert) });
    await Promise.all([seedOnce(unitOfWork, 'demo', add), seedOnce(unitOfWork, 'demo', add)]);
    expect(lines().sort()).toEqual(['the demo data is added: 2 things', 'the demo data was added before: 2 things']);
  });
});
