import { Column, DataSource, type DataSourceOptions, Entity, PrimaryColumn } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { databaseSettings } from '../config/environment.js';
import { dataSourceOptions } from './database.module.js';
import { paginate } from './list.js';

@Entity('things')
class Thing {
  @PrimaryColumn()
  id!: number;

  @Column()
  name!: string;

  @Column()
  body!: string;
}

const ROWS = 20_000;
const LAST = { page: ROWS / 20, limit: 20, sort: { field: 'name', direction: 'ASC' } as const };

describe('a list', () => {
  let database: TestDatabase;
  let rows: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = databaseSettings(database.env, 'TEST_DB');
    const options = dataSourceOptions(settings, { entities: [Thing], migrations: [] });
    rows = await new DataSource({ ...options, type: 'mariadb' } as DataSourceOptions).initialize();
    await rows.query(
      'CREATE TABLE things (id INT PRIMARY KEY, name CHAR(8), body VARCHAR(2000), KEY things_name (name, id)) ENGINE=InnoDB',
    );
    // Four names, so that ids have to break ties; rows as long as a user's with an address and settings.
    const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);
    for (let start = 0; start < ROWS; start += 2000) {
      const values = numbers.slice(start, start + 2000).map((id) => [id, `name${id % 4}`, 'x'.repeat(2000)]);
      await rows.query('INSERT INTO things (id, name, body) VALUES ?', [values]);
    }
    await rows.query('ANALYZE TABLE things');
  });
  afterAll(async () => {
    await rows?.destroy();
    await database?.drop();
  });

  const things = () => rows.createQueryBuilder(Thing, 'thing');

  it('has days as they are stored, whatever the time zone of the process', async () => {
    // As a Date it would be midnight in UTC, which is the evening before in America.
    expect(await rows.query("SELECT DATE '1990-02-28' AS day")).toEqual([{ day: '1990-02-28' }]);
  });

  it('has the rows of its filter in order, ids breaking ties, and says how many there are', async () => {
    const page = await paginate(things().where('thing.name > :name', { name: 'name1' }), LAST, ({ id }) => id);
    expect(page).toEqual({ data: [], meta: { page: 1000, limit: 20, total: 10_000, totalPages: 500 } });
    const second = { page: 2, limit: 3, sort: { field: 'name', direction: 'DESC' } as const };
    const { data } = await paginate(things().where('thing.id < 30'), second, ({ id, name }) => `${name} ${id}`);
    expect(data).toEqual(['name3 15', 'name3 11', 'name3 7']);
  });
});
