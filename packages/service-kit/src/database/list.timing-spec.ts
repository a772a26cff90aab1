import { Column, DataSource, type DataSourceOptions, Entity, PrimaryColumn } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { expectRatioBelow, interleaved } from '../../test/timing.js';
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

describe('a late page of a list', () => {
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

  it('P23: skips the rows before a late page without reading them', async () => {
    const read = () =>
      things()
        .orderBy('thing.name')
        .addOrderBy('thing.id')
        .skip(ROWS - 20)
        .take(20)
        .getMany();
    const page = await paginate(things(), LAST, ({ id }) => id);
    expect(page.data).toEqual((await read()).map(({ id }) => id));
    await expectRatioBelow(0.5, async () => {
      const skip = () => paginate(things(), LAST, ({ id }) => id);
      const times = await interleaved({ read, skip }, 8);
      return times.skip / times.read;
    });
  });
});
