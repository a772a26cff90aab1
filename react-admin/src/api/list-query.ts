import type { GetListParams } from 'ra-core';

/** The most rows that a service gives at once. */
export const MOST_ROWS = 100;

/** react-admin's list parameters as the services' conventions: page, limit, sort=-createdAt, search, filters. */
export function listQuery({ pagination, sort, filter = {} }: Partial<GetListParams>): Record<string, string | number> {
  const query: Record<string, string | number> = {
    page: pagination?.page ?? 1,
    limit: Math.min(pagination?.perPage ?? 25, MOST_ROWS),
  };
  if (sort?.field) query.sort = `${sort.order === 'DESC' ? '-' : ''}${sort.field}`;
  for (const [name, value] of Object.entries({ ...filter, search: filter.search ?? filter.q })) {
    if (name !== 'q' && value !== undefined && value !== null && value !== '') query[name] = String(value);
  }
  return query;
}
