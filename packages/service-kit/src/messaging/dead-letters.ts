import type { CloudEvent } from '@hybrid-fleet/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { CONFIG } from '../config/environment.js';
import type { MessagingConfig } from './messaging.options.js';
import { EventMismatch } from './received-event.js';

export interface FailedEvent {
  id: number;
  event: CloudEvent;
  traceparent: string;
  attempts: number;
}

const LONGEST_DELAY_MS = 5 * 60_000;
const MOST_ERROR_TEXT = 2000;

function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, MOST_ERROR_TEXT);
}

/**
 * Messages that could not be applied, as rows: retried with growing delay, then parked until somebody redrives or
 * discards them. Rows, because they survive the broker, can be read, and hold up no neighbour.
 */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: MessagingConfig,
  ) {}

  /** Keeps a message whose first attempt failed. Kept already (a redelivery): nothing changes. */
  async add(event: CloudEvent, traceparent: string, error: unknown): Promise<void> {
    const [status, delayMs] = this.next(1, error);
    await this.dataSource.query(
      `INSERT IGNORE INTO dead_letters
         (message_id, type, event, traceparent, status, attempts, error, next_attempt_at, first_failed_at, last_failed_at)
       VALUES (?, ?, ?, ?, ?, 1, ?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [event.id, event.type, JSON.stringify(event), traceparent, status, describe(error), delayMs * 1000],
    );
  }

  async due(runner: QueryRunner, limit: number): Promise<FailedEvent[]> {
    const rows: (Omit<FailedEvent, 'event'> & { event: string | CloudEvent })[] = await runner.query(
      `SELECT id, event, traceparent, attempts FROM dead_letters
        WHERE status = 'retrying' AND next_attempt_at <= UTC_TIMESTAMP(3) ORDER BY next_attempt_at LIMIT ?`,
      [limit],
    );
    return rows.map((row) => ({ ...row, event: typeof row.event === 'string' ? JSON.parse(row.event) : row.event }));
  }

  /** Applied at last: nothing is left to decide. */
  async resolve(id: number): Promise<void> {
    await this.dataSource.query('DELETE FROM dead_letters WHERE id = ?', [id]);
  }

  /** Returns whether it is dead now. */
  async failedAgain(failed: FailedEvent, error: unknown): Promise<boolean> {
    const attempts = failed.attempts + 1;
    const [status, delayMs] = this.next(attempts, error);
    await this.dataSource.query(
      `UPDATE dead_letters SET status = ?, attempts = ?, error = ?, last_failed_at = UTC_TIMESTAMP(3),
              next_attempt_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND WHERE id = ?`,
      [status, attempts, describe(error), delayMs * 1000, failed.id],
    );
    return status === 'dead';
  }

  private next(attempts: number, error: unknown): ['retrying' | 'dead', number] {
    const delayMs = Math.min(this.config.EVENT_RETRY_BASE_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
    const hopeless = error instanceof EventMismatch || attempts >= this.config.EVENT_MAX_ATTEMPTS;
    return [hopeless ? 'dead' : 'retrying', delayMs];
  }
}
