import { LAST_PAGE, ROWS, ThingsTable } from '../../test/things-table.js';
import { expectRatioBelow, interleaved } from '../../test/timing.js';
import { paginate } from './list.js';

describe('a late page of a list', () => {
  let table: ThingsTable;

  beforeAll(async () => {
    table = await ThingsTable.create();
  });
  afterAll(() => table?.drop());

  const things = () => table.query();

  it('P23: skips the rows before a late page without reading them', async () => {
    const read = () =>
      things()
        .orderBy('thing.name')
        .addOrderBy('thing.id')
        .skip(ROWS - 20)
        .take(20)
        .getMany();
    const page = await paginate(things(), LAST_PAGE, ({ id }) => id);
    expect(page.data).toEqual((await read()).map(({ id }) => id));
    await expectRatioBelow(0.5, async () => {
      const skip = () => paginate(things(), LAST_PAGE, ({ id }) => id);
      const times = await interleaved({ read, skip }, 8);
      return times.skip / times.read;
    });
  });
});
