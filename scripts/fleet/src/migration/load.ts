import type { Targets } from './fresh.js';
import type { Judged, Row } from './judges.js';
import type { Reading, Step } from './plan.js';
import type { Target } from './target.js';

/** Makes the roles that are not there yet and answers the id of each role by its name. */
export async function loadRoles(shared: Target, rows: readonly Row[]): Promise<Map<string, number>> {
  await shared.transaction(async () => {
    const there = new Set(
      (await shared.query<{ name: string }>('SELECT name FROM roles FOR UPDATE')).map(({ name }) => name),
    );
    const missing = rows.filter(({ name }) => !there.has(String(name)));
    // Their ids mean nothing outside the source: everything refers to a role by name.
    if (missing.length > 0)
      await shared.insert(
        'roles',
        missing.map(({ id: _theirs, ...row }) => row),
      );
  });
  const roles = await shared.query<{ id: number; name: string }>('SELECT id, name FROM roles');
  return new Map(roles.map(({ id, name }) => [name, Number(id)]));
}

/** Writes what was not written before: rows and how far they go commit together, a batch at a time. */
export async function load(
  { steps }: Reading,
  targets: Targets,
  roleIds: ReadonlyMap<string, number>,
  progress: (label: string, done: number, total: number) => void,
): Promise<void> {
  for (const step of steps) {
    const target = targets[step.target];
    const before = (await target.progress(step.step))?.lastId ?? null;
    let done = 0;
    for await (const batch of step.batches()) {
      const missing = batch.filter(({ key }) => before === null || key > before);
      if (missing.length > 0) await target.transaction(() => write(target, step, missing, roleIds));
      done += batch.length;
      progress(step.label, done, step.total);
    }
  }
}

async function write(target: Target, { step, table }: Step, batch: Judged[], roleIds: ReadonlyMap<string, number>) {
  const rows = batch.flatMap(({ row }) => (row ? [row] : []));
  if (rows.length > 0) await target.insert(table, rows);
  const held = batch.flatMap(({ row, roles = [] }) =>
    row ? roles.map((name) => ({ user_id: Number(row.id), role_id: Number(roleIds.get(name)) })) : [],
  );
  if (held.length > 0) await target.insert('user_roles', held);
  if (table === 'pricing_rules') await target.change('UPDATE rule_set_counter SET version = version + 1 WHERE id = 1');
  await target.record(step, batch.at(-1)?.key ?? null);
}
