import { listQuery } from './list-query';

describe('a list request', () => {
  it('has the page, the size and the order as the services write them', () => {
    expect(listQuery({ pagination: { page: 3, perPage: 50 }, sort: { field: 'createdAt', order: 'DESC' } })).toEqual({
      page: 3,
      limit: 50,
      sort: '-createdAt',
    });
    expect(listQuery({ sort: { field: 'name', order: 'ASC' } })).toMatchObject({ sort: 'name' });
  });

  it('begins at the first page', () => {
    expect(listQuery({})).toEqual({ page: 1, limit: 25 });
  });

  it('asks for no more rows than a service gives', () => {
    expect(listQuery({ pagination: { page: 1, perPage: 1000 } }).limit).toBe(100);
  });

  it('has the filters that are set', () => {
    const filter = { isActive: false, role: 'admin', country: '', userId: null, hasUser: undefined, weight: 0 };
    expect(listQuery({ filter })).toEqual({ page: 1, limit: 25, isActive: 'false', role: 'admin', weight: '0' });
  });

  it("searches for what react-admin's own inputs call q", () => {
    expect(listQuery({ filter: { q: 'ada' } })).toEqual({ page: 1, limit: 25, search: 'ada' });
    expect(listQuery({ filter: { search: 'eve' } })).toMatchObject({ search: 'eve' });
  });
});
