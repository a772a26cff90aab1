import type { ImportTable, SourceRecord } from '@hybrid-fleet/contracts';
import type { Findings } from './findings.js';
import type { Roles } from './roles.js';
import type { Source, SourceTable } from './source.js';

/** Somebody of a previous system, before it is known whether they can be taken over. */
export interface Person {
  /** Their id in the store that is being read; progress is kept by it. */
  key: number;
  /** Their id here. */
  id: number;
  /** By which id customers and carriers mean them; undefined where nothing can. */
  referredTo?: number;
  record: SourceRecord;
  /** A second row about them: what either says against them, being inactive or deleted, holds. */
  also?: SourceRecord;
  roles: string[];
}

/** One reading of a store from its first id to its last. */
export interface Pass {
  step: string;
  /** What the person at the terminal reads. */
  label: string;
  total: number;
  batches(): AsyncGenerator<Person[]>;
}

export interface People {
  passes: Pass[];
  /** Higher than every id that is used. */
  nextId: number;
}

export interface UserStore {
  source: Source;
  table: SourceTable;
  roles: Roles;
}

/** One database has everything about a person: all keep their ids. */
export async function peopleOfMonolith({ source, table, roles }: UserStore): Promise<People> {
  const total = await source.count(table);
  async function* batches(): AsyncGenerator<Person[]> {
    for await (const records of source.batches(table)) {
      const held = await roles.ofUsers(records);
      yield records.map((record) => {
        const id = Number(record.id);
        return { key: id, id, referredTo: id, record, roles: held(record) };
      });
    }
  }
  const passes = [{ step: 'users', label: 'users', total, batches }];
  return { passes, nextId: (await source.highestId(table)) + 1 };
}

/** The user table of a source; throws when it has none. */
export function userTable(source: Source, users: ImportTable): SourceTable {
  const table = source.findKeyed(users.sourceTables, users.fields);
  if (table) return table;
  throw new Error(`${source.name} has no table of users (${users.sourceTables.join(', ')})`);
}

export type Report = Pick<Findings, 'add'>;
