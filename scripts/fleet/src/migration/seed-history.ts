import type { Targets } from './fresh.js';
import type { SeedFate } from './seed.js';
import { TARGETS, type Target, type TargetName } from './target.js';

/** Who did it is told of every schema's records, so it is settled in each. */
const ELSEWHERE: readonly TargetName[] = TARGETS.filter((name) => name !== 'SHARED_DB');

/**
 * The first admin's id will mean somebody of the source, who must not be told to be what the admin was, nor to have done
 * what the admin did. Runs in the transaction that gives the id away.
 */
export async function moveHistory(shared: Target, fate: SeedFate): Promise<void> {
  if (fate.fate === 'moved') {
    await shared.change("UPDATE history SET resource_id = ? WHERE resource = 'users' AND resource_id = ?", [
      fate.newId,
      fate.id,
    ]);
  } else if (fate.fate === 'replaced') {
    await forget(shared, 'users', fate.id);
  }
  await moveActor(shared, fate);
}

/** The same for what the admin did in the other schemas. */
export async function moveActors(targets: Targets, fate: SeedFate): Promise<void> {
  for (const name of ELSEWHERE) {
    const target = targets[name];
    if (await target.progress('actors')) continue;
    await target.transaction(async () => {
      await moveActor(target, fate);
      await target.record('actors', null, { ...fate });
    });
  }
}

/** For a record that goes without a trace, because the source has another one of its id. */
export async function forget(target: Target, resource: string, id: number): Promise<void> {
  await target.change('DELETE FROM history WHERE resource = ? AND resource_id = ?', [resource, id]);
}

/** An admin whose place somebody of the source takes is nobody any more: a user without an id. */
async function moveActor(target: Target, fate: SeedFate): Promise<void> {
  if (fate.fate === 'kept') return;
  await target.change("UPDATE history SET actor_id = ? WHERE actor_kind = 'user' AND actor_id = ?", [
    fate.fate === 'moved' ? fate.newId : null,
    fate.id,
  ]);
}
