import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';
import { runServiceCommand } from '../service-command.js';
import { sleep } from '../wait.js';
import type { Targets } from './fresh.js';

const LOOK_EVERY_MS = 2000;
const SAY_EVERY_MS = 10_000;
const PATIENCE_MS = 120_000;

/** Has user-service say the state of every user, as events. */
export async function tellOfUsers(fleet: Fleet): Promise<void> {
  say('user-service tells of every user (reconcile)');
  const code = await runServiceCommand(fleet, 'user-service', 'reconcile');
  if (code !== 0) throw new Error(`user-service reconcile ended with ${code}: run this command again`);
}

/** Waits until customer-service has heard of every user: it makes a profile for whoever has none. Interrupting it harms nothing. */
export async function heardOfAll({ SHARED_DB, CUSTOMER_DB }: Targets): Promise<void> {
  const total = await SHARED_DB.count('users');
  let said = Date.now();
  for (let last = -1, changed = Date.now(); ; await sleep(LOOK_EVERY_MS)) {
    const heard = await CUSTOMER_DB.count("consumed_aggregates WHERE aggregate_type = 'user'");
    if (heard >= total) return say(`customer-service has heard of all ${total} users`);
    if (heard !== last) changed = Date.now();
    last = heard;
    if (Date.now() - said > SAY_EVERY_MS) {
      said = Date.now();
      say(`customer-service has heard of ${heard} of ${total} users (the services can be used meanwhile)`);
    }
    if (Date.now() - changed > PATIENCE_MS)
      throw new Error(
        `customer-service has heard of ${heard} of ${total} users and of no other for ${PATIENCE_MS / 1000} s: see its log and the broker (scripts/setup/hybrid-status.sh), then run this command again`,
      );
  }
}

/** How many living users are without a customer profile, with examples. */
export async function withoutProfile({ SHARED_DB, CUSTOMER_DB }: Targets): Promise<{ without: number; ids: number[] }> {
  const linked = new Set<number>();
  for await (const rows of CUSTOMER_DB.batches('customers', ['user_id']))
    for (const { user_id } of rows) linked.add(Number(user_id));
  const ids: number[] = [];
  let without = 0;
  for await (const rows of SHARED_DB.batches('users', ['deleted_at'])) {
    for (const { id, deleted_at } of rows) {
      if (deleted_at !== null || linked.has(Number(id))) continue;
      without++;
      if (ids.length < 5) ids.push(Number(id));
    }
  }
  return { without, ids };
}
