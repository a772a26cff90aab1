import type { DataProvider, GetListParams, Identifier } from 'ra-core';
import { HttpError } from 'ra-core';
import { holds, permissionFor } from '../access/permissions';
import { translate } from '../i18n/provider';
import { session } from '../session/current';
import { pathOf } from './actions';
import { call } from './http';
import { listQuery, MOST_ROWS } from './list-query';
import { formErrors } from './problem';
import { RESTORABLE, type ResourceName } from './records';
import { saveChanges } from './save-changes';

// biome-ignore lint/suspicious/noExplicitAny: react-admin's interface is generic over records; each page names its own
type AnyRecord = any;

interface Page {
  data: AnyRecord[];
  meta: { total: number };
}

/** Services give 100 rows at once; who selects more than a page has them fetched page by page. */
const list = async (resource: string, params: Partial<GetListParams>, signal?: AbortSignal) => {
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const limit = Math.min(perPage, MOST_ROWS);
  const data: AnyRecord[] = [];
  for (let next = (page - 1) * Math.ceil(perPage / limit) + 1; ; next += 1) {
    const query = listQuery({ ...params, pagination: { page: next, perPage: limit } });
    const answer = await call<Page>(pathOf(resource), { query, signal });
    data.push(...answer.data);
    if (data.length >= perPage || answer.data.length < limit)
      return { data: data.slice(0, perPage), total: answer.meta.total };
  }
};

/** One request for many; a record that is gone, or that the reader may not see, is not among them. */
const many = async (resource: string, ids: Identifier[]): Promise<AnyRecord[]> => {
  const records: AnyRecord[] = [];
  for (let start = 0; start < ids.length; start += MOST_ROWS) {
    const query = { ids: ids.slice(start, start + MOST_ROWS).join(','), limit: MOST_ROWS };
    records.push(...(await call<Page>(pathOf(resource), { query })).data);
  }
  return records;
};

/** A record, also a deleted one for who may restore it. */
const one = async (resource: string, id: Identifier, signal?: AbortSignal): Promise<AnyRecord> => {
  try {
    return await call<AnyRecord>(pathOf(resource, id), { signal });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    // An address with something that is no id.
    if (error.status === 400) throw new HttpError(translate('problems.status_404'), 404, { status: 404 });
    if (error.status !== 404 || !mayRestore(resource)) throw error;
    const { data } = await call<Page>(pathOf(resource), { query: { ids: String(id), deleted: true }, signal });
    if (!data[0]) throw error;
    return data[0];
  }
};

const mayRestore = (resource: string): boolean =>
  RESTORABLE.includes(resource as ResourceName) && holds(session.user, permissionFor(resource, 'delete'));

/** react-admin's forms take the errors from the body. */
function refuseForm(error: Error): never {
  throw Object.assign(error, { body: { ...(error as HttpError).body, errors: formErrors(error) } });
}

/** react-admin's words for what the services do. Methods that a service lacks are called through services.ts. */
export const dataProvider: DataProvider<string> = {
  supportAbortSignal: true,
  getList: (resource, params) => list(resource, params, params.signal),
  getManyReference: (resource, { target, id, filter, ...params }) =>
    list(resource, { ...params, filter: { ...filter, [target]: id } }, params.signal),
  getOne: async (resource, { id, signal }) => ({ data: await one(resource, id, signal) }),
  getMany: async (resource, { ids }) => ({ data: await many(resource, ids) }),
  create: async (resource, { data }) => ({
    data: await call<AnyRecord>(pathOf(resource), { method: 'POST', body: data }).catch(refuseForm),
  }),
  update: async (resource, { id, data, previousData }) => ({
    data: await saveChanges<AnyRecord>(pathOf(resource, id), resource, previousData, data).catch(refuseForm),
  }),
  updateMany: async (resource, { ids, data }) => {
    for (const id of ids) {
      const before = await call<AnyRecord>(pathOf(resource, id));
      await saveChanges(pathOf(resource, id), resource, before, { ...before, ...data });
    }
    return { data: ids };
  },
  delete: async (resource, { id, previousData }) => {
    await call(pathOf(resource, id), { method: 'DELETE' });
    return { data: (previousData ?? { id }) as AnyRecord };
  },
  deleteMany: async (resource, { ids }) => {
    for (const id of ids) await call(pathOf(resource, id), { method: 'DELETE' });
    return { data: ids };
  },
};
