import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseSettings } from '../config/environment.js';
import { isAccountRefused } from './database.errors.js';
import { detectServer } from './detect-server.js';

/** Prefix of the variables that name this service's database: `CUSTOMER_DB`. */
export const DATABASE_PREFIX = Symbol('DATABASE_PREFIX');

/**
 * Connects in the background and keeps trying: a service starts, answers 503 and its health check says why while the
 * database is away, and serves as soon as it is back.
 */
@Injectable()
export class DatabaseConnector implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Database');
  private stopped = false;
  private said?: string;
  /** The server answers, and does not take this account. */
  refused = false;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(DATABASE_PREFIX) private readonly prefix: string,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!(await this.connect())) void this.keepTrying();
  }

  onModuleDestroy(): void {
    this.stopped = true;
  }

  private async keepTrying(): Promise<void> {
    while (!this.stopped && !this.dataSource.isInitialized) {
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
      if (await this.connect()) this.logger.log('the database answers');
    }
  }

  /** Each reason once, not once a second. */
  private say(reason: string): void {
    if (reason !== this.said) this.logger.error(`${reason}. Trying again every second`);
    this.said = reason;
  }

  private async connect(): Promise<boolean> {
    if (this.dataSource.isInitialized) return true;
    try {
      const options = this.dataSource.options as unknown as DatabaseSettings;
      const type = await detectServer(options);
      this.dataSource.setOptions({ type } as Partial<DataSourceOptions>);
      // The driver goes by a copy of the options that it took when it was made.
      Object.assign(this.dataSource.driver.options, { type });
      await this.dataSource.initialize();
      this.refused = false;
      this.said = undefined;
      return true;
    } catch (error) {
      this.refused = isAccountRefused(error);
      this.say(
        this.refused
          ? `the database refuses this account: ${this.prefix}_USER or ${this.prefix}_PASSWORD is not what it has`
          : `the database does not answer: ${(error as Error).message}`,
      );
      return false;
    }
  }
}
