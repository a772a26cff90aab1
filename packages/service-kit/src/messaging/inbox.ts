import { EVENT_TYPES } from '@hybrid-fleet/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { ReceivedEvent } from './received-event.js';

export type Outcome = 'applied' | 'duplicate' | 'outdated';

interface Written {
  affectedRows: number;
}

/** Gives each message at most one effect: its id, its aggregate's version and the effect commit together. */
@Injectable()
export class Inbox {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Runs `effect` unless the message was seen before or a newer version of its aggregate was. */
  apply(event: ReceivedEvent, effect: () => Promise<unknown>): Promise<Outcome> {
    return this.unitOfWork.run(async () => {
      if (!(await this.isNew(event.id))) return 'duplicate';
      if (!(await this.isNewer(event))) return 'outdated';
      await effect();
      return 'applied';
    });
  }

  // A parallel delivery of the same message waits here until the first has committed or rolled back.
  private async isNew(messageId: string): Promise<boolean> {
    const written: Written = await this.unitOfWork.manager.query(
      'INSERT IGNORE INTO inbox (message_id, received_at) VALUES (?, UTC_TIMESTAMP(3))',
      [messageId],
    );
    return written.affectedRows === 1;
  }

  private async isNewer(event: ReceivedEvent): Promise<boolean> {
    const { manager } = this.unitOfWork;
    const key = [EVENT_TYPES[event.type].aggregate, event.aggregateId];
    const deleted = event.type.endsWith('.deleted') ? 'UTC_TIMESTAMP(3)' : 'NULL';
    // Locks the row for writing from the start: INSERT IGNORE takes a read lock on a row that is there, and two events of
    // one aggregate that both hold it deadlock at the update.
    await manager.query(
      `INSERT INTO consumed_aggregates (aggregate_type, aggregate_id, version, deleted_at) VALUES (?, ?, 0, NULL)
         ON DUPLICATE KEY UPDATE aggregate_id = aggregate_id`,
      key,
    );
    const updated: Written = await manager.query(
      `UPDATE consumed_aggregates SET version = ?, deleted_at = ${deleted}
        WHERE aggregate_type = ? AND aggregate_id = ? AND version < ?`,
      [event.version, ...key, event.version],
    );
    return updated.affectedRows === 1;
  }
}
