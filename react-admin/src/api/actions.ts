import type { userApi } from '@hybrid-fleet/contracts';
import type { Identifier, RaRecord } from 'ra-core';
import { call } from './http';
import { refusalWords } from './problem';
import { PATHS, type ResourceName } from './records';

/** What the services do beyond react-admin's data provider, alike for every resource that has it. */
export const pathOf = (resource: string, ...rest: Identifier[]): string =>
  ['/api/v1', PATHS[resource as ResourceName] ?? resource, ...rest.map(encodeURIComponent)].join('/');

/** Undoes a delete. */
export const restore = (resource: string, id: Identifier): Promise<RaRecord> =>
  call(pathOf(resource, id, 'restore'), { method: 'POST' });

export type BulkAction = userApi.components['schemas']['BulkChange']['action'];

export interface BulkFailure {
  id: Identifier;
  reason: string;
}

export interface BulkResult {
  succeeded: Identifier[];
  failed: BulkFailure[];
  /** Why it broke off: a service did not answer. The records that neither list names are as they were, or nobody knows. */
  brokeOff?: Error;
}

/** Alike in every service. */
type BulkAnswer = userApi.components['schemas']['BulkResult'];

/** The most ids that a service takes at once; fewer make the progress visible. */
const AT_ONCE = 25;

/** Does the same to many records, each in a transaction of its own; `onProgress` hears how many are done. */
export async function bulk(
  resource: string,
  ids: Identifier[],
  action: BulkAction,
  onProgress: (done: number) => void,
): Promise<BulkResult> {
  const result: BulkResult = { succeeded: [], failed: [] };
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const body = { ids: ids.slice(start, start + AT_ONCE), action };
    try {
      const { results } = await call<BulkAnswer>(pathOf(resource, 'bulk'), { method: 'POST', body });
      for (const one of results) {
        if (one.ok) result.succeeded.push(one.id);
        else result.failed.push({ id: one.id, reason: refusalWords(one.code, one.detail) });
      }
    } catch (error) {
      return { ...result, brokeOff: error as Error };
    }
    onProgress(Math.min(start + AT_ONCE, ids.length));
  }
  return result;
}
