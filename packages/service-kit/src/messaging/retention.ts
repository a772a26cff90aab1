import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDatabaseDown } from '../database/database.errors.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 1000;

/** Sent events are kept 7 days to look at; message ids 90 days, longer than any redelivery can be late. */
const RULES = [
  'DELETE FROM outbox WHERE sent_at < UTC_TIMESTAMP(3) - INTERVAL 7 DAY',
  'DELETE FROM inbox WHERE received_at < UTC_TIMESTAMP(3) - INTERVAL 90 DAY',
];

@Injectable()
export class MessageRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MessageRetention.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.clean(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Deletes what is old, a thousand rows at a time so that no lock is held for long. */
  async clean(): Promise<void> {
    try {
      for (const rule of RULES) {
        for (let deleted = BATCH; deleted === BATCH; ) {
          deleted = (await this.dataSource.query(`${rule} LIMIT ${BATCH}`)).affectedRows;
        }
      }
    } catch (error) {
      if (!isDatabaseDown(error)) this.logger.error({ err: error }, 'old messages were not deleted');
    }
  }
}
