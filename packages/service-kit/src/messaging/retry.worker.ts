import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG } from '../config/environment.js';
import { isDatabaseDown } from '../database/database.errors.js';
import { DeadLetters, type FailedEvent } from './dead-letters.js';
import { EventHandlers } from './event.handlers.js';
import { Lease } from './lease.js';
import { Loop } from './loop.js';
import type { MessagingConfig } from './messaging.options.js';

const BATCH = 50;

/** Tries failed events again when their time has come; one process at a time per schema. */
@Injectable()
export class RetryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RetryWorker.name);
  private readonly lease: Lease;
  private readonly loop: Loop;

  constructor(
    private readonly dataSource: DataSource,
    private readonly deadLetters: DeadLetters,
    private readonly handlers: EventHandlers,
    @Inject(CONFIG) config: MessagingConfig,
  ) {
    this.lease = new Lease(dataSource, 'retry', config.OUTBOX_POLL_MS / 2);
    this.loop = new Loop({
      pauseMs: config.OUTBOX_POLL_MS,
      round: () => this.round(),
      failed: async (error) => {
        await this.lease.release();
        if (!isDatabaseDown(error)) this.logger.error({ err: error }, 'a round of retries failed');
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
    await this.lease.release();
  }

  private async round(): Promise<'more' | 'done'> {
    if (!this.dataSource.isInitialized || this.handlers.types.length === 0) return 'done';
    const runner = await this.lease.hold();
    if (!runner) return 'done';
    const failed = await this.deadLetters.due(runner, BATCH);
    for (const each of failed) await this.retry(each);
    return failed.length === BATCH ? 'more' : 'done';
  }

  private async retry(failed: FailedEvent): Promise<void> {
    try {
      await this.handlers.apply(failed.event, failed.traceparent);
    } catch (error) {
      // Rejects when our database is away: the round ends, and nothing was counted.
      const dead = await this.deadLetters.failedAgain(failed, error);
      if (dead)
        this.logger.error({ err: error, messageId: failed.event.id, type: failed.event.type }, 'an event is parked');
      return;
    }
    await this.deadLetters.resolve(failed.id);
  }
}
