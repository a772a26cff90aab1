import type { Targets } from './fresh.js';
import type { Seed } from './judges.js';
import { forget, moveHistory } from './seed-history.js';
import type { Target } from './target.js';

/** How much longer than its lifetime a token is refused: the clocks of two machines may differ. */
const CLOCK_SKEW_SECONDS = 60;

/** What becomes of the admin that set-up made: the source's people come first. */
export type SeedFate =
  | { fate: 'kept'; id: number }
  | { fate: 'moved'; id: number; newId: number }
  | { fate: 'replaced'; id: number };

/** Somebody of the source with the same email takes the admin's place; somebody with the same id moves the admin on. */
export function fateOf(seed: Seed, found: { idTaken: boolean; emailTaken: boolean }, newId: number): SeedFate {
  if (found.emailTaken) return { fate: 'replaced', id: seed.id };
  return found.idTaken ? { fate: 'moved', id: seed.id, newId } : { fate: 'kept', id: seed.id };
}

/** Makes room for the source's users, once. Whoever was signed in as the admin's former id is signed out. */
export async function settleSeed(shared: Target, seed: Seed, fate: SeedFate, tokenSeconds: number): Promise<void> {
  if (await shared.progress('seed')) return;
  await shared.transaction(async () => {
    if (fate.fate === 'moved') await move(shared, seed, fate.newId);
    if (fate.fate !== 'kept') {
      await shared.change('DELETE FROM users WHERE id = ?', [seed.id]);
      if (fate.fate === 'moved')
        await shared.change('UPDATE users SET email = ? WHERE id = ?', [seed.email, fate.newId]);
      await shared.change(
        `INSERT INTO revocations (kind, subject, issued_before, expires_at)
         VALUES ('user', ?, UTC_TIMESTAMP(3) + INTERVAL 1 SECOND, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)`,
        [String(seed.id), tokenSeconds + CLOCK_SKEW_SECONDS],
      );
      // What nobody has heard yet was about another person than the one who has the id from now on.
      await shared.change("DELETE FROM outbox WHERE sent_at IS NULL AND aggregate_type = 'user' AND aggregate_id = ?", [
        String(seed.id),
      ]);
    }
    await moveHistory(shared, fate);
    await shared.record('seed', null, { ...fate });
  });
}

/** A copy under the new id, with all that hangs on the old one; links and sessions go on working. */
async function move(shared: Target, seed: Seed, newId: number): Promise<void> {
  const columns = await shared.query<{ name: string }>(
    `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'users' AND EXTRA NOT LIKE '%GENERATED%' AND COLUMN_NAME NOT IN ('id', 'email')`,
  );
  const names = columns.map(({ name }) => name).join(', ');
  await shared.change(`INSERT INTO users (id, email, ${names}) SELECT ?, ?, ${names} FROM users WHERE id = ?`, [
    newId,
    `moving-${newId}`,
    seed.id,
  ]);
  for (const table of ['user_roles', 'sessions', 'one_time_tokens'])
    await shared.change(`UPDATE ${table} SET user_id = ? WHERE user_id = ?`, [newId, seed.id]);
}

/** The customer profile that customer-service made for the admin; it makes another from the events that follow. */
export async function removeSeedProfile({ CUSTOMER_DB }: Targets, seed: Seed): Promise<void> {
  if (await CUSTOMER_DB.progress('seed')) return;
  await CUSTOMER_DB.transaction(async () => {
    const profiles = await CUSTOMER_DB.query<{ id: number }>(
      'SELECT id FROM customers WHERE user_id = ? AND email = ?',
      [seed.id, seed.email],
    );
    for (const { id } of profiles) {
      await CUSTOMER_DB.change('DELETE FROM customers WHERE id = ?', [id]);
      await forget(CUSTOMER_DB, 'customers', id);
      await CUSTOMER_DB.change(
        "DELETE FROM outbox WHERE sent_at IS NULL AND aggregate_type = 'customer' AND aggregate_id = ?",
        [String(id)],
      );
    }
    await CUSTOMER_DB.record('seed', null, null);
  });
}
