import { In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { orderBy, type Sort } from '../database/list.js';
import { currentContext, runInContext } from '../http/request-context.js';

/** Records a query: some MB at most, even of the largest, and not so many that other requests wait for them. */
export const EXPORT_BATCH = 200;

export interface Exported<E extends ObjectLiteral, T extends { id: number }> {
  /** What the list would show on all its pages. */
  matching: SelectQueryBuilder<E>;
  /** The list's; by id where it is absent. */
  sort?: Sort | undefined;
  /** The records that a batch is read from by its ids, so that what is gone by then is left out. */
  among(): SelectQueryBuilder<E>;
  /** What the file shows of them, in any order. */
  present(records: E[]): T[] | Promise<T[]>;
}

/**
 * Everything that matches, in batches. One statement, and so one moment, decides which records and in which order: what
 * is added or edited meanwhile adds no row, repeats none and moves none. Only the ids are kept of it (8 bytes a record);
 * the records are read by them when the client has taken the batch before, each as it is then. So a slow client holds no
 * connection and no transaction of the database. The ids are here before the first batch is asked for: what can go wrong
 * with the query is a problem, not a broken file.
 */
export async function recordBatches<E extends ObjectLiteral, T extends { id: number }>({
  matching,
  sort,
  among,
  present,
}: Exported<E, T>): Promise<AsyncIterable<T[]>> {
  const ids = await idsOf(orderBy(matching.clone(), sort));
  const read = async (some: number[]) =>
    present(
      await among()
        .andWhere({ id: In(some) })
        .getMany(),
    );
  const context = currentContext();
  // A batch is asked for by an event of the socket, outside the request that the reading belongs to.
  const inContext = (some: number[]) => (context ? runInContext(context, () => read(some)) : read(some));
  return (async function* () {
    for (let start = 0; start < ids.length; start += EXPORT_BATCH) {
      const some = ids.slice(start, start + EXPORT_BATCH);
      const records = new Map((await inContext(some)).map((record) => [record.id, record]));
      yield some.flatMap((id) => records.get(id) ?? []);
    }
  })();
}

/** Through a cursor, so that not even the driver holds more than a few rows. */
async function idsOf<E extends ObjectLiteral>(query: SelectQueryBuilder<E>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of await query.select(`${query.alias}.id`, 'id').stream()) ids.push(Number(id));
  return ids;
}
