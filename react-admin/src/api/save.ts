import type { Identifier, RaRecord } from 'ra-core';
import { HttpError } from 'ra-core';
import { conflicts } from '../conflict/conflicts';
import { call } from './http';
import type { ProblemBody } from './problem';

/** A PATCH that belongs to a version of a record. */
export interface Edit {
  resource: string;
  /** Where it is sent: the record itself, or a part of it that has a path of its own. */
  path: string;
  /** The record as the edit began. */
  before: RaRecord<Identifier>;
  /** The fields that change. */
  fields: Record<string, unknown>;
}

/**
 * Sends an edit and answers the record as it is then. When somebody else was faster, the person sees both versions and
 * chooses, until one is kept. Rejects with `EditUnsaved` when they go back to the form.
 */
export async function saveEdit<T extends RaRecord>({ resource, path, before, fields }: Edit): Promise<T> {
  let base = before;
  let edit = fields;
  for (;;) {
    try {
      return await call<T>(path, { method: 'PATCH', body: { ...edit, version: base.version } });
    } catch (error) {
      const body = error instanceof HttpError ? (error.body as ProblemBody) : undefined;
      if (body?.code !== 'stale_version' || !body.current) throw error;
      const current = body.current as T;
      edit = await conflicts.ask({ resource, before: base, mine: edit, current });
      if (Object.keys(edit).length === 0) return current;
      base = current;
    }
  }
}
