import { HttpError } from 'ra-core';
import { conflicts } from '../conflict/conflicts';
import { changes } from './changes';
import { call } from './http';
import type { ProblemBody } from './problem';

interface Versioned {
  version: number;
}

/**
 * Sends what changed to where the record lives, below /api. When somebody else was faster, the person sees both versions
 * (fields named as the resource's) and chooses, until one is kept. Rejects with `EditUnsaved` when they go back to the form.
 */
export async function saveChanges<R extends Versioned>(
  path: string,
  resource: string,
  before: R,
  after: Partial<R>,
): Promise<R> {
  let base = before;
  let edit = changes(before as never, after as never);
  for (;;) {
    try {
      return await call<R>(path, { method: 'PATCH', body: { ...edit, version: base.version } });
    } catch (error) {
      const body = error instanceof HttpError ? (error.body as ProblemBody) : undefined;
      if (body?.code !== 'stale_version' || !body.current) throw error;
      const current = body.current as unknown as R;
      edit = await conflicts.ask({ resource, before: base as never, mine: edit, current: current as never });
      if (Object.keys(edit).length === 0) return current;
      base = current;
    }
  }
}
