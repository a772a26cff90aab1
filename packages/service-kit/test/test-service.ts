import type { Permission } from '@hybrid-fleet/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { z } from 'zod';
import { RedisConnection } from '../src/cache/redis.connection.js';
import { databaseSettings, migratorEnvironment, readEnvironment } from '../src/config/environment.js';
import { type DatabaseModuleOptions, dataSourceOptions } from '../src/database/database.module.js';
import { migrate } from '../src/database/migrate.js';
import { createApplication } from '../src/http/application.js';
import type { ServiceOptions } from '../src/http/run-service.js';
import { consumeEvents } from '../src/messaging/consume-events.js';
import { serviceClaims, signing, token, userClaims } from './access-tokens.js';
import { HttpPeer, json } from './http-peer.js';
import { allowSlowRedis, RedisServer } from './redis-server.js';

/** A caller of the service under test, over HTTP. */
export class TestCaller {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly bearer?: string,
  ) {}

  get(path: string) {
    return this.prepare(request(this.app.getHttpServer()).get(`/api/v1/${path}`));
  }

  post(path: string, body: object = {}) {
    return this.prepare(request(this.app.getHttpServer()).post(`/api/v1/${path}`)).send(body);
  }

  patch(path: string, body: object) {
    return this.prepare(request(this.app.getHttpServer()).patch(`/api/v1/${path}`)).send(body);
  }

  delete(path: string) {
    return this.prepare(request(this.app.getHttpServer()).delete(`/api/v1/${path}`));
  }

  private prepare(call: request.Test): request.Test {
    return this.bearer ? call.set('authorization', `Bearer ${this.bearer}`) : call;
  }
}

export interface TestServiceOptions {
  service: ServiceOptions;
  database: DatabaseModuleOptions & { appendOnly?: string[] };
  /** Variables to set besides those of the environment, such as the address of a peer of the test's own. */
  env?: Record<string, string>;
}

/**
 * A whole service on its real, migrated database, the real broker and a Redis of its own. Only auth-service is the
 * test's: it answers this process' signing key, so that a test can be any caller.
 */
export class TestService {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly auth: HttpPeer,
    private readonly redis: RedisServer,
    private readonly rows: DataSource,
  ) {}

  static async start({ service, database, env = {} }: TestServiceOptions): Promise<TestService> {
    const migrator = readEnvironment(z.object(migratorEnvironment(database.prefix))) as Record<string, unknown>;
    const settings = databaseSettings(migrator, database.prefix, 'migrator');
    await migrate({ ...database, migrator: settings, serviceAccount: String(migrator[`${database.prefix}_USER`]) });
    const [redis, auth] = await Promise.all([RedisServer.start(), HttpPeer.start()]);
    auth.answer = answerAsAuthService;
    const variables = Object.entries(redis.settings).map(([name, value]) => [name, String(value)]);
    const all = {
      ...process.env,
      LOG_LEVEL: 'silent',
      AUTH_SERVICE_URL: auth.url,
      ...Object.fromEntries(variables),
      ...env,
    };
    const config = readEnvironment(service.environment, all) as Record<string, unknown>;
    const app = await createApplication({ ...service, config });
    await consumeEvents(app);
    allowSlowRedis(app.get(RedisConnection, { strict: false }));
    await app.listen(0, '127.0.0.1');
    const rows = new DataSource({ ...dataSourceOptions(settings, database), type: 'mariadb' } as DataSourceOptions);
    return new TestService(app, auth, redis, await rows.initialize());
  }

  /** A signed-in user with exactly these permissions. */
  as(...permissions: Permission[]): TestCaller {
    return new TestCaller(this.app, token(userClaims({ permissions })));
  }

  get anonymous(): TestCaller {
    return new TestCaller(this.app);
  }

  /** Reads the database past the service, to see what is really in it. */
  // biome-ignore lint/suspicious/noExplicitAny: rows of any table
  query(sql: string, parameters: unknown[] = []): Promise<any[]> {
    return this.rows.query(sql, parameters);
  }

  /** The types of an aggregate's events, in order. */
  async eventsOf(aggregate: string, id: number): Promise<string[]> {
    const found = await this.query(
      'SELECT type FROM outbox WHERE aggregate_type = ? AND aggregate_id = ? ORDER BY id',
      [aggregate, String(id)],
    );
    return found.map(({ type }) => type);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.rows.destroy();
    await this.auth.stop();
    await this.redis.remove();
  }
}

const answerAsAuthService: HttpPeer['answer'] = ({ url }, response) => {
  if (url === '/.well-known/jwks.json') {
    const key = signing.publicKey.export({ format: 'jwk' });
    return json(response, 200, { keys: [{ ...key, kid: 'k1', alg: 'RS256', use: 'sig' }] });
  }
  if (url === '/api/v1/auth/token') {
    return json(response, 200, { access_token: token(serviceClaims()), expires_in: 300 });
  }
  return json(response, 200, { data: [] });
};
