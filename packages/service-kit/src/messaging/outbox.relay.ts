import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { CONFIG } from '../config/environment.js';
import { isDatabaseDown } from '../database/database.errors.js';
import { EventPublisher, type StoredEvent } from './event.publisher.js';
import { Lease } from './lease.js';
import { Loop } from './loop.js';
import type { MessagingConfig } from './messaging.options.js';
import { Outbox } from './outbox.js';

const BATCH = 500;
const LONGEST_DELAY_SECONDS = 300;

/**
 * Carries events from the outbox to the broker: at least once, in order per aggregate. What cannot be routed holds back
 * the later events of its own aggregate only. While the broker is away nothing is tried, so nothing is counted.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly lease: Lease;
  private readonly loop: Loop;

  constructor(
    private readonly dataSource: DataSource,
    private readonly publisher: EventPublisher,
    outbox: Outbox,
    @Inject(CONFIG) config: MessagingConfig,
  ) {
    this.lease = new Lease(dataSource, 'outbox', config.OUTBOX_POLL_MS / 2);
    this.loop = new Loop({
      pauseMs: config.OUTBOX_POLL_MS,
      round: () => this.round(),
      failed: async (error) => {
        await this.lease.release();
        if (!isDatabaseDown(error)) this.logger.error({ err: error }, 'a round of the outbox relay failed');
      },
    });
    outbox.onCommit(() => this.loop.wake());
    publisher.onReady(() => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
    await this.lease.release();
  }

  private async round(): Promise<'more' | 'done'> {
    if (!this.dataSource.isInitialized || !this.publisher.connected) return 'done';
    const runner = await this.lease.hold();
    if (!runner) return 'done';
    const events = await due(runner);
    for (let wave = events; wave.length > 0; ) wave = await this.sendFirsts(runner, wave);
    return events.length === BATCH ? 'more' : 'done';
  }

  /**
   * Publishes the first event of every aggregate in `events` and returns what may be sent next: the rest, without the
   * aggregates whose first event failed.
   */
  private async sendFirsts(runner: QueryRunner, events: StoredEvent[]): Promise<StoredEvent[]> {
    const seen = new Set<string>();
    const isFirst = (event: StoredEvent) => {
      const aggregate = aggregateOf(event);
      if (seen.has(aggregate)) return false;
      seen.add(aggregate);
      return true;
    };
    const firsts = events.filter(isFirst);
    const sent: number[] = [];
    const held = new Set<string>();
    await Promise.all(
      firsts.map(async (event) => {
        try {
          await this.publisher.publish(event);
          sent.push(event.id);
        } catch (error) {
          held.add(aggregateOf(event));
          // With the broker away every event fails, which says nothing about this one.
          if (this.publisher.connected) await this.hold(runner, event, error as Error);
        }
      }),
    );
    if (sent.length > 0) {
      await runner.query(
        `UPDATE outbox SET sent_at = UTC_TIMESTAMP(3), last_error = NULL, next_attempt_at = NULL WHERE id IN (${sent.map(() => '?').join(', ')})`,
        sent,
      );
    }
    const done = new Set(firsts.map((event) => event.id));
    return this.publisher.connected
      ? events.filter((event) => !done.has(event.id) && !held.has(aggregateOf(event)))
      : [];
  }

  private async hold(runner: QueryRunner, event: StoredEvent, error: Error): Promise<void> {
    if (event.attempts === 0) this.logger.error(`event ${event.message_id} stays in the outbox: ${error.message}`);
    const delay = Math.min(2 ** Math.min(event.attempts, 10), LONGEST_DELAY_SECONDS);
    await runner.query(
      `UPDATE outbox SET attempts = attempts + 1, last_error = ?, next_attempt_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE id = ?`,
      [error.message.slice(0, 500), delay, event.id],
    );
  }
}

function aggregateOf(event: StoredEvent): string {
  return `${event.aggregate_type}:${event.aggregate_id}`;
}

/** Unsent events whose time has come and whose aggregate has no older one that is being held back. */
function due(runner: QueryRunner): Promise<StoredEvent[]> {
  return runner.query(
    `SELECT id, message_id, type, aggregate_type, aggregate_id, payload, traceparent, created_at, attempts
       FROM outbox o
      WHERE sent_at IS NULL
        AND (next_attempt_at IS NULL OR next_attempt_at <= UTC_TIMESTAMP(3))
        AND NOT EXISTS (
          SELECT 1 FROM outbox held
           WHERE held.aggregate_type = o.aggregate_type AND held.aggregate_id = o.aggregate_id
             AND held.sent_at IS NULL AND held.id < o.id AND held.next_attempt_at > UTC_TIMESTAMP(3))
      ORDER BY id LIMIT ${BATCH}`,
  );
}
