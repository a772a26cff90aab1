import { LAST_PAGE, ThingsTable } from '../../test/things-table.js';
import { paginate } from './list.js';

describe('a list', () => {
  let table: ThingsTable;

  beforeAll(async () => {
    table = await ThingsTable.create();
  });
  afterAll(() => table?.drop());

  const things = () => table.query();

  it('has days as they are stored, whatever the time zone of the process', async () => {
    // As a Date it would be midnight in UTC, which is the evening before in America.
    expect(await table.rows.query("SELECT DATE '1990-02-28' AS day")).toEqual([{ day: '1990-02-28' }]);
  });

  it('has the rows of its filter in order, ids breaking ties, and says how many there are', async () => {
    const page = await paginate(things().where('thing.name > :name', { name: 'name1' }), LAST_PAGE, ({ id }) => id);
    expect(page).toEqual({ data: [], meta: { page: 1000, limit: 20, total: 10_000, totalPages: 500 } });
    const second = { page: 2, limit: 3, sort: { field: 'name', direction: 'DESC' } as const };
    const { data } = await paginate(things().where('thing.id < 30'), second, ({ id, name }) => `${name} ${id}`);
    expect(data).toEqual(['name3 15', 'name3 11', 'name3 7']);
  });
});
