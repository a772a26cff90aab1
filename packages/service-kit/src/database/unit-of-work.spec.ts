import { DataSource } from 'typeorm';
import { isDatabaseDown } from './database.errors.js';
import { UnitOfWork } from './unit-of-work.js';

describe('a unit of work before the database has answered for the first time', () => {
  const unitOfWork = new UnitOfWork(new DataSource({ type: 'mariadb', entities: [] }));
  const thrownBy = async (work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('says that the database is down, to a query and to a transaction', async () => {
    expect(isDatabaseDown(await thrownBy(() => unitOfWork.manager))).toBe(true);
    expect(isDatabaseDown(await thrownBy(() => unitOfWork.run(async () => undefined)))).toBe(true);
  });
});
