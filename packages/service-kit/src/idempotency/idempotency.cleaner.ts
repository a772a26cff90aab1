import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDatabaseDown } from '../database/database.errors.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 1000;

/** Forgets keys after 24 hours, a thousand rows at a time so that no lock is held for long. */
@Injectable()
export class IdempotencyCleaner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyCleaner.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.clean(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async clean(): Promise<void> {
    try {
      for (let deleted = BATCH; deleted === BATCH; ) {
        const result = await this.dataSource.query(
          `DELETE FROM idempotency_keys WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 24 HOUR LIMIT ${BATCH}`,
        );
        deleted = result.affectedRows;
      }
    } catch (error) {
      // The next round tries again; only a refused statement is news.
      if (!isDatabaseDown(error)) this.logger.error({ err: error }, 'old idempotency keys were not deleted');
    }
  }
}
