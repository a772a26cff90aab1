import type { Connection } from 'mysql2/promise';
import { select, withDatabase } from '../backup/databases.js';
import { counted } from '../backup/sizes.js';
import type { Environment } from '../environment.js';
import { say } from '../progress.js';
import { AGGREGATES, type Aggregate, REFERENCES } from './aggregates.js';
import { raiseNextId } from './contents.js';

const BATCH = 5000;
const SHOWN_IDS = 20;

/**
 * Makes the schemas fit each other again after some of them went back in time, while no service runs. For each kind of
 * record whose own schema was restored:
 * - A consumer that has applied a newer version than the restored one would ignore all that is said from now on: it
 *   forgets that version. What is gone altogether is marked as deleted there.
 * - Ids that consumers have heard of or refer to are not given to somebody else.
 * - References to records that are gone are reported: what to do about them is for people to decide.
 */
export async function mendReferences(env: Environment, restored: ReadonlySet<string>): Promise<void> {
  for (const aggregate of AGGREGATES.filter(({ prefix }) => restored.has(prefix))) {
    await withDatabase(env, aggregate, async (source) => {
      let highest = 0;
      for (const prefix of aggregate.consumers)
        await withDatabase(env, { prefix }, async (consumer) => {
          highest = Math.max(highest, await alignVersions(source, consumer, aggregate, prefix));
        });
      for (const reference of REFERENCES.filter(({ to }) => to === aggregate.type))
        await withDatabase(env, reference, async (holder) => {
          const ids = distinctIds(holder, reference.table, reference.sql);
          highest = Math.max(highest, await reportMissing(source, aggregate, reference.name, ids));
        });
      if (await raiseNextId(source, aggregate.table, highest + 1))
        say(`${aggregate.table}: the next id is ${highest + 1}, above all that others have heard of`);
    });
  }
}

interface Versioned {
  id: number;
  version: number;
}

/** Answers the highest id that the consumer has heard of. */
async function alignVersions(
  source: Connection,
  consumer: Connection,
  { type, table }: Aggregate,
  prefix: string,
): Promise<number> {
  let highest = 0;
  let forgotten = 0;
  let gone = 0;
  for await (const page of consumed(consumer, type)) {
    const ids = page.map(({ id }) => id);
    const versions = await versionsOf(source, table, ids);
    const ahead = page.filter(({ id, version }) => version > (versions.get(id) ?? Number.POSITIVE_INFINITY));
    const missing = page.filter(({ id }) => !versions.has(id));
    await update(consumer, 'version = 0, deleted_at = NULL', type, ahead);
    await update(consumer, 'deleted_at = COALESCE(deleted_at, UTC_TIMESTAMP(3))', type, missing);
    forgotten += ahead.length;
    gone += missing.length;
    highest = Math.max(highest, ...ids);
  }
  const who = `${prefix.slice(0, -'_DB'.length).toLowerCase()}-service`;
  if (forgotten > 0) say(`${who} had newer versions of ${counted(forgotten, type)}: it takes the restored ones`);
  if (gone > 0) say(`${who} knows ${counted(gone, type)} that the backup does not have: marked as deleted there`);
  return highest;
}

/** What a consumer has applied, a page at a time; in the order of its key, which is text. */
async function* consumed(consumer: Connection, type: string): AsyncGenerator<Versioned[]> {
  for (let after = ''; ; ) {
    const rows = await select<{ aggregate_id: string; version: number }>(
      consumer,
      `SELECT aggregate_id, version FROM consumed_aggregates
        WHERE aggregate_type = ? AND aggregate_id > ? ORDER BY aggregate_id LIMIT ${BATCH}`,
      [type, after],
    );
    const last = rows.at(-1);
    if (last) yield rows.map(({ aggregate_id, version }) => ({ id: Number(aggregate_id), version }));
    if (!last || rows.length < BATCH) return;
    after = last.aggregate_id;
  }
}

async function update(consumer: Connection, change: string, type: string, rows: Versioned[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => String(id));
  await consumer.query(
    `UPDATE consumed_aggregates SET ${change} WHERE aggregate_type = ? AND aggregate_id IN (${ids.map(() => '?').join(', ')})`,
    [type, ...ids],
  );
}

async function versionsOf(source: Connection, table: string, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const marks = ids.map(() => '?').join(', ');
  const rows = await select<Versioned>(source, `SELECT id, version FROM \`${table}\` WHERE id IN (${marks})`, ids);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Says which of `ids` the source does not have; answers the highest of all. */
async function reportMissing(
  source: Connection,
  { type, table }: Aggregate,
  name: string,
  pages: AsyncIterable<number[]>,
): Promise<number> {
  let highest = 0;
  let count = 0;
  const shown: number[] = [];
  for await (const ids of pages) {
    const versions = await versionsOf(source, table, ids);
    const missing = ids.filter((id) => !versions.has(id));
    count += missing.length;
    shown.push(...missing.slice(0, SHOWN_IDS - shown.length));
    highest = Math.max(highest, ids.at(-1) ?? 0);
  }
  const more = count > shown.length ? ', …' : '';
  if (count > 0)
    say(
      `look at ${name}: it refers to ${counted(count, type)} that the backup does not have: ${shown.join(', ')}${more}`,
    );
  return highest;
}

async function* distinctIds(holder: Connection, table: string, sql: string): AsyncGenerator<number[]> {
  for (let after = 0; ; ) {
    const rows = await select<{ id: number }>(
      holder,
      `SELECT DISTINCT ${sql} AS id FROM \`${table}\` WHERE ${sql} > ? ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    const ids = rows.map(({ id }) => Number(id));
    if (ids.length > 0) yield ids;
    if (ids.length < BATCH) return;
    after = ids[ids.length - 1] as number;
  }
}
