import { isDatabaseDown } from '@hybrid-fleet/service-kit';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

const EVERY_MS = 10 * 60_000;
const BATCH = 1000;

/** What nobody can use any more: one statement a table, whose condition has an index. */
const EXPIRED: readonly string[] = [
  'DELETE FROM revocations WHERE expires_at < UTC_TIMESTAMP(3)',
  'DELETE FROM one_time_tokens WHERE expires_at < UTC_TIMESTAMP(3)',
  // Longer than any wait: see LOCKOUT_MAX_SECONDS.
  'DELETE FROM login_failures WHERE last_failed_at < UTC_TIMESTAMP(3) - INTERVAL 7 DAY',
  // Their refresh tokens go with them.
  'DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP(3)',
  'DELETE FROM signing_keys WHERE expires_at < UTC_TIMESTAMP(3)',
];

/** Deletes what has expired, a thousand rows at a time so that no lock is held for long. Harmless in several replicas. */
@Injectable()
export class Housekeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Housekeeper.name);
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
      for (const statement of EXPIRED) {
        for (let deleted = BATCH; deleted === BATCH; ) {
          const result = await this.dataSource.query(`${statement} LIMIT ${BATCH}`);
          deleted = result.affectedRows;
        }
      }
    } catch (error) {
      // The next round tries again; only a refused statement is news.
      if (!isDatabaseDown(error)) this.logger.error({ err: error }, 'expired identity rows were not deleted');
    }
  }
}
