import { connect, type Socket } from 'node:net';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions, MigrationInterface } from 'typeorm';
import { CONFIG, type DatabaseSettings, databaseSettings } from '../config/environment.js';
import { History } from '../history/history.js';
import { DATABASE_PREFIX, DatabaseConnector } from './database.connector.js';
import { DatabaseHealth } from './database.health.js';
import { DatabaseMetrics } from './database.metrics.js';
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
    // A day is no instant: TypeORM would write a Date in the time zone of the process, west of UTC the day before.
    dateStrings: ['DATE'],
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
      providers: [
        { provide: DATABASE_PREFIX, useValue: options.prefix },
        UnitOfWork,
        History,
        SchemaState,
        Retention,
        DatabaseConnector,
        DatabaseHealth,
        DatabaseMetrics,
      ],
      exports: [UnitOfWork, History, SchemaState, Retention, TypeOrmModule],
    };
  }
}
