import type { EventData, EventType } from '@hybrid-fleet/contracts';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { NewEvent, Outbox } from './outbox.js';

export const RECONCILE_BATCH = 500;
/** How often the person who waits reads how far it is. */
const PROGRESS_MS = 5000;

/**
 * Says the current state of every aggregate again, deleted ones too, for a consumer that is new or was restored from a
 * backup: it applies what is newer than what it has. `read` returns up to `RECONCILE_BATCH` rows with an id above
 * `afterId`, in order and locked, so that a change under way comes after its replay.
 */
export async function reconcile<T extends EventType, Row extends { id: number }>(
  { unitOfWork, outbox }: { unitOfWork: UnitOfWork; outbox: Outbox },
  read: (manager: EntityManager, afterId: number) => Promise<Row[]>,
  toEvent: (row: Row) => { type: T; data: EventData<T> },
): Promise<number> {
  let count = 0;
  let toldAt = Date.now();
  for (let afterId = 0; ; ) {
    const rows = await unitOfWork.run(async (manager) => {
      const found = await read(manager, afterId);
      await outbox.addAll(found.map((row): NewEvent<T> => ({ ...toEvent(row), aggregateId: String(row.id) })));
      return found;
    });
    count += rows.length;
    if (Date.now() - toldAt > PROGRESS_MS) {
      console.log(`${count} events so far`);
      toldAt = Date.now();
    }
    const last = rows.at(-1);
    if (!last || rows.length < RECONCILE_BATCH) return count;
    afterId = last.id;
  }
}
