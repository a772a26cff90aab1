import type { DataProvider, GetListParams, Identifier } from 'ra-core';
import { HttpError } from 'ra-core';
import { pathOf } from './actions';
import { call } from './http';
import { listQuery, MOST_ROWS } from './list-query';
import { saveChanges } from './save-changes';

// biome-ignore lint/suspicious/noExplicitAny: react-admin's interface is generic over records; each page names its own
type AnyRecord = any;

interface Page {
  data: AnyRecord[];
  meta: { total: number };
}

const path = pathOf;

/** Services give 100 rows at once; who selects more than a page has them fetched page by page. */
const list = async (resource: string, params: Partial<GetListParams>, signal?: AbortSignal) => {
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const limit = Math.min(perPage, MOST_ROWS);
  const data: AnyRecord[] = [];
  for (let next = (page - 1) * Math.ceil(perPage / limit) + 1; ; next += 1) {
    const query = listQuery({ ...params, pagination: { page: next, perPage: limit } });
    const answer = await call<Page>(path(resource), { query, signal });
    data.push(...answer.data);
    if (data.length >= perPage || answer.data.length < limit)
      return { data: data.slice(0, perPage), total: answer.meta.total };
  }
};

/** Who may not see a record, or finds it deleted, gets no row for it; anything else is an error. */
const oneOrNone = async (resource: string, id: Identifier): Promise<AnyRecord[]> => {
  try {
    return [await call<AnyRecord>(path(resource, id))];
  } catch (error) {
    if (error instanceof HttpError && [403, 404].includes(error.status)) return [];
    throw error;
  }
};

/** react-admin's words for what the services do. Methods that a service lacks are called through services.ts. */
export const dataProvider: DataProvider<string> = {
  supportAbortSignal: true,
  getList: (resource, params) => list(resource, params, params.signal),
  getManyReference: (resource, { target, id, filter, ...params }) =>
    list(resource, { ...params, filter: { ...filter, [target]: id } }, params.signal),
  getOne: async (resource, { id, signal }) => ({ data: await call(path(resource, id), { signal }) }),
  getMany: async (resource, { ids }) => ({
    data: (await Promise.all(ids.map((id) => oneOrNone(resource, id)))).flat(),
  }),
  create: async (resource, { data }) => ({ data: await call(path(resource), { method: 'POST', body: data }) }),
  update: async (resource, { id, data, previousData }) => ({
    data: await saveChanges(path(resource, id), resource, previousData, data),
  }),
  updateMany: async (resource, { ids, data }) => {
    for (const id of ids) {
      const before = await call<AnyRecord>(path(resource, id));
      await saveChanges(path(resource, id), resource, before, { ...before, ...data });
    }
    return { data: ids };
  },
  delete: async (resource, { id, previousData }) => {
    await call(path(resource, id), { method: 'DELETE' });
    return { data: (previousData ?? { id }) as AnyRecord };
  },
  deleteMany: async (resource, { ids }) => {
    for (const id of ids) await call(path(resource, id), { method: 'DELETE' });
    return { data: ids };
  },
};
