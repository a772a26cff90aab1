import { Column, DataSource, type DataSourceOptions, Entity, PrimaryColumn } from 'typeorm';
import { databaseSettings } from '../src/config/environment.js';
import { dataSourceOptions } from '../src/database/database.module.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

@Entity('things')
export class Thing {
  @PrimaryColumn()
  id!: number;

  @Column()
  name!: string;

  @Column()
  body!: string;
}

export const ROWS = 20_000;
export const LAST_PAGE = { page: ROWS / 20, limit: 20, sort: { field: 'name', direction: 'ASC' } as const };

/** A table with many long rows, in a database of its own. */
export class ThingsTable {
  private constructor(
    private readonly database: TestDatabase,
    readonly rows: DataSource,
  ) {}

  static async create(): Promise<ThingsTable> {
    const database = await createTestDatabase();
    const settings = databaseSettings(database.env, 'TEST_DB');
    const options = dataSourceOptions(settings, { entities: [Thing], migrations: [] });
    const rows = await new DataSource({ ...options, type: 'mariadb' } as DataSourceOptions).initialize();
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
    return new ThingsTable(database, rows);
  }

  query() {
    return this.rows.createQueryBuilder(Thing, 'thing');
  }

  async drop(): Promise<void> {
    await this.rows.destroy();
    await this.database.drop();
  }
}
