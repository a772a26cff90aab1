import { Controller, Get, Global, Logger, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { allowSlowRedis, RedisServer } from '../../test/redis-server.js';
import { until } from '../../test/until.js';
import { RedisConnection } from '../cache/redis.connection.js';
import { CONFIG } from '../config/environment.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { Throttled } from './throttle.guard.js';
import { ThrottleModule } from './throttle.module.js';
import { ThrottleStorage } from './throttle.storage.js';

@Controller()
class RoutesController {
  @Get('api/v1/things') things() {
    return 'ok';
  }
  @Get('api/v1/health/ready') health() {
    return 'ok';
  }
  @Get('metrics') metrics() {
    return 'ok';
  }
  @Throttled('login') @Post('api/v1/auth/login') login() {
    return 'ok';
  }
}

let server: RedisServer;

async function start(): Promise<NestFastifyApplication> {
  const config = { ...server.settings, THROTTLE_DEFAULT_PER_MINUTE: 10, THROTTLE_LOGIN_PER_MINUTE: 3 };
  @Global()
  @Module({ providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] })
  class ConfigModule {}
  @Module({ imports: [ConfigModule, ThrottleModule], controllers: [RoutesController] })
  class AppModule {}
  const adapter = new FastifyAdapter({ trustProxy: true });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

let lastAddress = 0;
const newAddress = () => `198.51.100.${++lastAddress}`;

/** Status of `times` requests, one after the other. */
async function hammer(app: NestFastifyApplication, url: string, times: number, address: string) {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) {
    const method = url.endsWith('login') ? 'POST' : 'GET';
    statuses.push((await app.inject({ method, url, headers: { 'x-forwarded-for': address } })).statusCode);
  }
  return statuses;
}

const count = (statuses: number[], status: number) => statuses.filter((each) => each === status).length;

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('throttling', () => {
  const apps: NestFastifyApplication[] = [];
  const replica = async ({ hurried = false } = {}) => {
    const app = await start();
    if (!hurried) allowSlowRedis(app.get(RedisConnection, { strict: false }));
    apps.push(app);
    return app;
  };

  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));
  afterAll(() => server.remove());

  it('answers 429 with Retry-After once an address has used its minute up, and others go on', async () => {
    const app = await replica();
    const address = newAddress();
    expect(await hammer(app, '/api/v1/things', 10, address)).toEqual(Array(10).fill(200));
    const refused = await app.inject({ url: '/api/v1/things', headers: { 'x-forwarded-for': address } });
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(await hammer(app, '/api/v1/things', 1, newAddress())).toEqual([200]);
  });

  it('has a smaller limit for a named route, which leaves the others alone', async () => {
    const app = await replica();
    const address = newAddress();
    expect(await hammer(app, '/api/v1/auth/login', 4, address)).toEqual([201, 201, 201, 429]);
    expect(await hammer(app, '/api/v1/things', 1, address)).toEqual([200]);
  });

  it('never limits health and metrics', async () => {
    const app = await replica();
    const address = newAddress();
    for (const path of ['/api/v1/health/ready', '/metrics']) {
      expect(count(await hammer(app, path, 30, address), 200)).toBe(30);
    }
  });

  it('counts over all replicas, also for requests at the same time', async () => {
    const [one, two] = [await replica(), await replica()];
    const address = newAddress();
    const statuses = await Promise.all([
      hammer(one, '/api/v1/things', 15, address),
      hammer(two, '/api/v1/things', 15, address),
    ]);
    expect(count(statuses.flat(), 200)).toBe(10);
  });

  it('goes on limiting, from the count it had, when Redis is gone', async () => {
    const app = await replica();
    const address = newAddress();
    await hammer(app, '/api/v1/things', 6, address);
    await server.stop();
    try {
      expect(await hammer(app, '/api/v1/things', 5, address)).toEqual([200, 200, 200, 200, 429]);
      expect(count(await hammer(app, '/api/v1/auth/login', 10, newAddress()), 201)).toBe(3);
    } finally {
      await server.start();
    }
  });

  it('answers while Redis is frozen', async () => {
    const app = await replica({ hurried: true });
    await hammer(app, '/api/v1/things', 1, newAddress());
    server.freeze();
    try {
      for (let i = 0; i < 10; i++) expect(await hammer(app, '/api/v1/auth/login', 1, newAddress())).toEqual([201]);
    } finally {
      server.thaw();
    }
  });

  it('gives every counter an end, also one that lost it', async () => {
    const redis = new RedisConnection(server.settings);
    allowSlowRedis(redis);
    await redis.onModuleInit();
    await until(() => redis.connected);
    await redis.client.set('throttle:x', 5);
    const record = await new ThrottleStorage(redis).increment('throttle:x', 60_000, 10);
    expect(record).toMatchObject({ totalHits: 6, isBlocked: false, timeToExpire: 60 });
    expect(await redis.client.pttl('throttle:x')).toBeGreaterThan(59_000);
    redis.onApplicationShutdown();
  });
});
