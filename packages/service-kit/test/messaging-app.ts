import { randomBytes } from 'node:crypto';
import { EVENT_CONSUMERS, type EventData } from '@hybrid-fleet/contracts';
import { Controller, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect } from 'amqplib';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  brokerEnvironment,
  CacheModule,
  commonEnvironment,
  consumeEvents,
  createApplication,
  createKitTables,
  DatabaseModule,
  databaseEnvironment,
  MessagingModule,
  OnEvent,
  type ReceivedEvent,
  readEnvironment,
  redisEnvironment,
  UnitOfWork,
} from '../src/index.js';
import { names } from '../src/messaging/topology.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

class CreateEffects1700000000000 implements MigrationInterface {
  name = 'CreateEffects1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await createKitTables(runner);
    await runner.query(
      'CREATE TABLE effects (id INT AUTO_INCREMENT PRIMARY KEY, user_id INT NOT NULL, type VARCHAR(64) NOT NULL, version INT NOT NULL)',
    );
  }
  async down(): Promise<void> {}
}

/** What the handler does besides noting the effect: tests make it fail or wait. */
export const behaviour: { before?: (event: ReceivedEvent<EventData<'user.created'>>) => Promise<void> } = {};

@Controller()
class EffectsConsumer {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @OnEvent('user.created', 'user.updated', 'user.deactivated', 'user.deleted')
  async note(event: ReceivedEvent<EventData<'user.created'>>): Promise<void> {
    await this.unitOfWork.manager.query('INSERT INTO effects (user_id, type, version) VALUES (?, ?, ?)', [
      event.data.userId,
      event.type,
      event.version,
    ]);
    await behaviour.before?.(event);
  }
}

export interface MessagingApp {
  app: NestFastifyApplication;
  database: TestDatabase;
  dataSource: DataSource;
  prefix: string;
  exchange: string;
  queue: string;
  effects(userId?: number): Promise<{ user_id: number; type: string; version: number }[]>;
  close(): Promise<void>;
}

/** A service that consumes what it emits, on a schema, an exchange and a queue of its own. */
export async function startMessagingApp(
  options: { consume?: boolean; database?: TestDatabase; prefix?: string; env?: Record<string, string> } = {},
): Promise<MessagingApp> {
  const database = options.database ?? (await createTestDatabase());
  const prefix = options.prefix ?? `test.${randomBytes(6).toString('hex')}.`;
  const { exchange, queue } = names(prefix);
  const environment = z.object({
    ...commonEnvironment,
    ...databaseEnvironment('TEST_DB'),
    ...redisEnvironment,
    ...brokerEnvironment,
  });
  const config = readEnvironment(environment, {
    ...process.env,
    ...database.env,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    EVENT_RETRY_BASE_MS: '50',
    EVENT_MAX_ATTEMPTS: '3',
    OUTBOX_POLL_MS: '100',
    ...options.env,
  });

  @Module({
    imports: [
      DatabaseModule.forRoot({ prefix: 'TEST_DB', entities: [], migrations: [CreateEffects1700000000000] }),
      CacheModule.forRoot({ prefix: 'test' }),
      MessagingModule.forRoot({ service: 'customer-service', prefix }),
    ],
    controllers: [EffectsConsumer],
  })
  class TestModule {}

  const app = await createApplication({
    info: { name: 'customer-service', description: 'test' },
    module: TestModule,
    config,
  });
  if (options.consume !== false) await consumeEvents(app);
  await app.init();
  const dataSource = app.get(DataSource);
  await dataSource.runMigrations({ transaction: 'none' });
  return {
    app,
    database,
    dataSource,
    prefix,
    exchange,
    queue: queue('customer-service'),
    effects: (userId) =>
      dataSource.query(
        `SELECT user_id, type, version FROM effects ${userId === undefined ? '' : 'WHERE user_id = ?'} ORDER BY id`,
        userId === undefined ? [] : [userId],
      ),
    close: async () => {
      await app.close();
      if (!options.database) await database.drop();
      if (!options.prefix) await removeTopology(prefix);
    },
  };
}

async function removeTopology(prefix: string): Promise<void> {
  const { exchange, deadExchange, queue, deadQueue } = names(prefix);
  const connection = await brokerConnection();
  const channel = await connection.createChannel();
  for (const service of EVENT_CONSUMERS) {
    await channel.deleteQueue(queue(service));
    await channel.deleteQueue(deadQueue(service));
  }
  for (const name of [exchange, deadExchange]) await channel.deleteExchange(name);
  await connection.close();
}

export function brokerConnection() {
  const { env } = process;
  return connect({
    protocol: 'amqp',
    hostname: String(env.RABBITMQ_HOST),
    port: Number(env.RABBITMQ_PORT),
    username: String(env.RABBITMQ_USER),
    password: String(env.RABBITMQ_PASSWORD),
    vhost: String(env.RABBITMQ_VHOST ?? '/'),
  });
}

/** Has the relay try an event no sooner than in an hour. */
export async function holdBack({ dataSource }: MessagingApp, id: number): Promise<void> {
  await dataSource.query('UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE id = ?', [id]);
}

export function user(userId: number, version = 1): EventData<'user.created'> {
  return {
    userId,
    email: `u${userId}@example.com`,
    firstName: 'U',
    lastName: String(userId),
    phone: null,
    isActive: true,
    isEmailVerified: false,
    registeredBy: 'self',
    roles: ['user'],
    version,
    deletedAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
}
