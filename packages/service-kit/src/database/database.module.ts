import { connect, type Socket } from 'node:net';
import {
  type DynamicModule,
  Global,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { CONFIG, type DatabaseSettings, databaseSettings } from '../config/environment.js';
import { DatabaseHealth } from './database.health.js';
import { DatabaseMetrics } from './database.metrics.js';
import { detectServer } from './detect-server.js';
import { Retention } from './retention.js';
import { SchemaState } from './schema-state.js';
import { UnitOfWork } from './unit-of-work.js';

// biome-ignore lint/suspicious/noExplicitAny: TypeORM's own type for an entity class
export type EntityClass = abstract new (...args: any[]) => object;
export type MigrationClass = new () => MigrationInterface;

export interface DatabaseModuleOptions {
  /** Prefix of the variables that name the database: `CUSTOMER_DB`. */
  prefix: string;
  entities: EntityClass[];
  migrations: MigrationClass[];
}

/** How long one connection attempt may take, in ms; a dead host must not hold the pool for the system's minutes. */
const CONNECT_TIMEOUT_MS = 3000;

/**
 * A frozen server neither answers nor closes, and the driver's own query timeout hands the still busy connection to
 * the next query. So a socket that stays silent too long is destroyed: its query fails, the pool opens another.
 */
function socketWithDeadline(settings: DatabaseSettings, silenceMs: number): Socket {
  const socket = connect({ host: settings.host, port: settings.port, noDelay: true, keepAlive: true });
  socket.setTimeout(silenceMs, () =>
    socket.destroy(Object.assign(new Error(`no answer from the database in ${silenceMs} ms`), { code: 'ETIMEDOUT' })),
  );
  return socket;
}

export function dataSourceOptions(
  settings: DatabaseSettings,
  options: Pick<DatabaseModuleOptions, 'entities' | 'migrations'> & { poolSize?: number; queryTimeoutMs?: number },
): DataSourceOptions {
  return {
    type: 'mysql',
    ...settings,
    entities: options.entities,
    migrations: options.migrations,
    synchronize: false,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_520_ci',
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    poolSize: options.poolSize ?? 10,
    logging: false,
    extra: {
      queueLimit: 1000,
      maxIdle: options.poolSize ?? 10,
      ...(options.queryTimeoutMs ? { stream: () => socketWithDeadline(settings, Number(options.queryTimeoutMs)) } : {}),
    },
  };
}

/**
 * Connects in the background and keeps trying: a service starts, answers 503 and its health check says why while the
 * database is away, and serves as soon as it is back.
 */
@Injectable()
class DatabaseConnector implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Database');
  private stopped = false;

  constructor(private readonly dataSource: DataSource) {}

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

  private async connect(): Promise<boolean> {
    if (this.dataSource.isInitialized) return true;
    try {
      const options = this.dataSource.options as unknown as DatabaseSettings;
      const type = await detectServer(options);
      this.dataSource.setOptions({ type } as Partial<DataSourceOptions>);
      // The driver goes by a copy of the options that it took when it was made.
      Object.assign(this.dataSource.driver.options, { type });
      await this.dataSource.initialize();
      return true;
    } catch (error) {
      this.logger.error(`the database does not answer, trying again in 1 s: ${(error as Error).message}`);
      return false;
    }
  }
}

@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static factory
export class DatabaseModule {
  static forRoot(options: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Record<string, unknown>) => ({
            ...dataSourceOptions(databaseSettings(config, options.prefix), {
              ...options,
              poolSize: Number(config.DB_POOL_SIZE),
              queryTimeoutMs: Number(config.DB_QUERY_TIMEOUT_MS),
            }),
            manualInitialization: true,
          }),
        }),
      ],
      providers: [UnitOfWork, SchemaState, Retention, DatabaseConnector, DatabaseHealth, DatabaseMetrics],
      exports: [UnitOfWork, SchemaState, Retention, TypeOrmModule],
    };
  }
}
