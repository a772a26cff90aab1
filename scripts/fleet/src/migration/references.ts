import type { Targets } from './fresh.js';
import { linkProblem } from './judges.js';
import type { Report } from './people.js';
import type { Target } from './target.js';

const BATCH = 1000;

/** A row of a business database whose user has another id here, or none. */
interface Rewrite {
  id: number;
  to: number | null;
}

export interface References {
  customers: Rewrite[];
  carriers: Rewrite[];
}

/** Which rows refer to users by ids that are not theirs here. */
export async function findReferences(
  targets: Targets,
  users: ReadonlyMap<number, number>,
  report: Report,
): Promise<References> {
  const linked = new Set<number>();
  const customers = await rewrites(
    targets.CUSTOMER_DB,
    'customers',
    'user_id',
    (from) => {
      const to = users.get(from);
      const problem = linkProblem(to, linked);
      if (to !== undefined && !problem) linked.add(to);
      return { to: problem ? null : (to ?? null), problem };
    },
    report,
  );
  const carriers = await rewrites(
    targets.CARRIER_DB,
    'carriers',
    'owner_id',
    (from) => {
      const to = users.get(from) ?? null;
      return { to, problem: to === null ? 'means no user that is taken over: no owner' : undefined };
    },
    report,
  );
  return { customers, carriers };
}

async function rewrites(
  target: Target,
  table: string,
  column: string,
  resolve: (from: number) => { to: number | null; problem?: string },
  report: Report,
): Promise<Rewrite[]> {
  const found: Rewrite[] = [];
  for await (const rows of target.batches(table, [column])) {
    for (const row of rows) {
      if (row[column] === null) continue;
      const [id, from] = [Number(row.id), Number(row[column])];
      const { to, problem } = resolve(from);
      if (to === from) continue;
      found.push({ id, to });
      const finding = { field: column, problem: problem ?? 'means a user with another id here', was: String(from) };
      report.add(problem ? 'changed' : 'mapped', table, id, to === null ? finding : { ...finding, is: String(to) });
    }
  }
  return found;
}

/** Rewrites them once, all of a database in one transaction. */
export async function rewriteReferences(targets: Targets, { customers, carriers }: References): Promise<void> {
  await rewrite(targets.CUSTOMER_DB, 'customers', 'user_id', customers);
  await rewrite(targets.CARRIER_DB, 'carriers', 'owner_id', carriers);
}

async function rewrite(target: Target, table: string, column: string, changes: Rewrite[]): Promise<void> {
  await target.transaction(async () => {
    if (await target.progress('references')) return;
    // Away with all of them first: ids may be exchanged, and no user may have two customers at any time.
    for (const part of chunks(changes)) {
      await target.change(
        `UPDATE ${table} SET ${column} = NULL, version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE id IN (?)`,
        [part.map(({ id }) => id)],
      );
    }
    for (const part of chunks(changes.filter(({ to }) => to !== null))) {
      const values = part.map(({ id, to }) => `SELECT ${id} AS id, ${to} AS user`).join(' UNION ALL ');
      await target.change(`UPDATE ${table} t JOIN (${values}) m ON m.id = t.id SET t.${column} = m.user`);
    }
    await target.record('references', null, { rewritten: changes.length });
  });
}

/**
 * Marks what customer-service knows of the users of its customers as up to date, so that the events to come leave these
 * customers as they are, and forgets what was heard of other users: their ids may mean other people now.
 */
export async function linkCustomers({ SHARED_DB, CUSTOMER_DB, CARRIER_DB }: Targets): Promise<void> {
  await CARRIER_DB.change("DELETE FROM consumed_aggregates WHERE aggregate_type = 'user'");
  await CUSTOMER_DB.change("DELETE FROM consumed_aggregates WHERE aggregate_type = 'user'");
  for await (const rows of CUSTOMER_DB.batches('customers', ['user_id'])) {
    const ids = rows.map(({ user_id }) => user_id).filter((id) => id !== null);
    if (ids.length === 0) continue;
    const users = await SHARED_DB.query<{ id: number; is_active: number; version: number; deleted_at: string | null }>(
      'SELECT id, is_active, version, deleted_at FROM users WHERE id IN (?)',
      [ids],
    );
    await CUSTOMER_DB.insert(
      'consumed_aggregates',
      users.map(({ id, version, deleted_at }) => ({
        aggregate_type: 'user',
        aggregate_id: String(id),
        version,
        deleted_at,
      })),
    );
    for (const active of [0, 1]) {
      const those = users.filter((user) => Number(user.is_active && !user.deleted_at) === active).map(({ id }) => id);
      if (those.length > 0)
        await CUSTOMER_DB.change('UPDATE customers SET user_is_active = ? WHERE user_id IN (?)', [active, those]);
    }
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  );
}
