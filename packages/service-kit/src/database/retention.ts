import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDatabaseDown } from './database.errors.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 1000;

/**
 * Deletes rows, or parts of them, that nobody can use any more, by rules that the tables' owners register. A thousand rows at a time, so
 * that no lock is held for long; several replicas at it do no harm.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Retention.name);
  private readonly rules: string[] = [];
  private timer?: NodeJS.Timeout;

  constructor(private readonly dataSource: DataSource) {}

  /** Each rule is a DELETE without LIMIT, whose condition has an index; or an UPDATE whose rows do not meet it afterwards. */
  register(...rules: string[]): void {
    this.rules.push(...rules);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.clean(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async clean(): Promise<void> {
    for (const rule of this.rules) {
      try {
        for (let deleted = BATCH; deleted === BATCH; ) {
          deleted = (await this.dataSource.query(`${rule} LIMIT ${BATCH}`)).affectedRows;
        }
      } catch (error) {
        // The next round tries again; only a refused statement is news.
        if (!isDatabaseDown(error)) this.logger.error({ err: error, rule }, 'old rows were not deleted');
      }
    }
  }
}
