import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { allowSlowRedis, freePort, RedisServer } from '../../test/redis-server.js';
import { deferred, until } from '../../test/until.js';
import { Cache } from './cache.js';
import { RedisConnection } from './redis.connection.js';

const schema = z.object({ name: z.string() });
type Value = z.output<typeof schema>;

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('Cache on Redis', () => {
  let server: RedisServer;
  let direct: Redis;
  const open: { onApplicationShutdown(): void }[] = [];

  /** What one process has. */
  async function replica({ hurried = false } = {}) {
    const redis = new RedisConnection(server.settings);
    if (!hurried) allowSlowRedis(redis);
    await redis.onModuleInit();
    const cache = new Cache(redis, 'customer');
    open.push(redis, cache);
    return { redis, cache };
  }

  beforeAll(async () => {
    server = await RedisServer.start();
    direct = new Redis({
      port: server.port,
      password: 'test-password',
      retryStrategy: () => 100,
      disconnectTimeout: 100,
    });
    direct.on('error', () => undefined);
  });
  afterEach(() => {
    for (const part of open.splice(0)) part.onApplicationShutdown();
  });
  afterAll(async () => {
    direct.disconnect();
    await server.remove();
  });
  beforeEach(() => direct.flushall());

  it('loads once, keeps the value as JSON under the service prefix for the stated time', async () => {
    const { cache } = await replica();
    let loads = 0;
    const ask = () => cache.getOrLoad('by-id:1', 60, schema, async () => ({ name: `v${++loads}` }));
    expect([await ask(), await ask()]).toEqual([{ name: 'v1' }, { name: 'v1' }]);
    expect(await direct.get('customer:by-id:1')).toBe('{"name":"v1"}');
    expect(await direct.ttl('customer:by-id:1')).toBe(60);
  });

  it('shares one loader among callers that ask at the same time', async () => {
    const { cache } = await replica();
    const held = deferred();
    let loads = 0;
    const loader = async () => {
      const name = `v${++loads}`;
      await held.promise;
      return { name };
    };
    const asking = Array.from({ length: 50 }, () => cache.getOrLoad('k', 60, schema, loader));
    await until(() => loads > 0);
    held.resolve();
    const answers = await Promise.all(asking);
    expect(new Set(answers.map(({ name }) => name))).toEqual(new Set(['v1']));
  });

  it('keeps null as null, and undefined not at all', async () => {
    const { cache } = await replica();
    let loads = 0;
    const none = async () => {
      loads += 1;
      return null;
    };
    expect(await cache.getOrLoad('none', 60, null, none)).toBeNull();
    expect(await cache.getOrLoad('none', 60, null, none)).toBeNull();
    expect(loads).toBe(1);
    expect(await cache.getOrLoad('gone', 60, null, async () => undefined)).toBeUndefined();
    expect(await direct.exists('customer:gone')).toBe(0);
  });

  it('does not keep an error, and gives it to whoever asked', async () => {
    const { cache } = await replica();
    const failing = cache.getOrLoad('k', 60, schema, () => Promise.reject(new Error('database')));
    await expect(failing).rejects.toThrow('database');
    expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'fine' }))).toEqual({ name: 'fine' });
  });

  it('replaces what another release stored in a shape that does not fit', async () => {
    const { cache } = await replica();
    await direct.set('customer:k', '{"title":"old"}', 'EX', 60);
    expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'new' }))).toEqual({ name: 'new' });
    expect(await direct.get('customer:k')).toBe('{"name":"new"}');
  });

  it('reads again after an invalidation, in every process', async () => {
    const [one, two] = [await replica(), await replica()];
    const read = (cache: Cache, value: Value) => cache.getOrLoad('k', 60, schema, async () => value);
    await read(one.cache, { name: 'old' });
    expect(await read(two.cache, { name: 'new' })).toEqual({ name: 'old' });
    await one.cache.invalidate('k');
    expect(await read(two.cache, { name: 'new' })).toEqual({ name: 'new' });
    expect(await read(one.cache, { name: 'newer' })).toEqual({ name: 'newer' });
  });

  it('does not let a reader that began before a change put the older value back', async () => {
    const [reader, writer] = [await replica(), await replica()];
    const [begun, held] = [deferred(), deferred()];
    const slow = reader.cache.getOrLoad('k', 60, schema, async () => {
      begun.resolve();
      await held.promise;
      return { name: 'stale' };
    });
    await begun.promise;
    await writer.cache.invalidate('k');
    held.resolve();
    expect(await slow).toEqual({ name: 'stale' });
    for (const { cache } of [reader, writer]) {
      expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'fresh' }))).toEqual({ name: 'fresh' });
    }
  });

  it('does not give a reader after a change the load that began before it', async () => {
    const { cache } = await replica();
    const [begun, held] = [deferred(), deferred()];
    const before = cache.getOrLoad('k', 60, schema, async () => {
      begun.resolve();
      await held.promise;
      return { name: 'stale' };
    });
    await begun.promise;
    await cache.invalidate('k');
    expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'fresh' }))).toEqual({ name: 'fresh' });
    held.resolve();
    expect(await before).toEqual({ name: 'stale' });
  });

  it('answers from the loader when nothing listens', async () => {
    const redis = new RedisConnection({ ...server.settings, REDIS_PORT: await freePort() });
    const cache = new Cache(redis, 'customer');
    open.push(redis, cache);
    await redis.onModuleInit();
    for (let i = 0; i < 20; i++) {
      const answer = await cache.getOrLoad(`k${i}`, 60, schema, async () => ({ name: 'db' }));
      expect(answer).toEqual({ name: 'db' });
    }
    await cache.invalidate('a', 'b', 'c');
    await expect(redis.ping()).rejects.toThrow('Redis does not answer');
  });

  it('answers from the loader while Redis is frozen, and recovers by itself', async () => {
    const { cache, redis } = await replica({ hurried: true });
    server.freeze();
    try {
      for (let i = 0; i < 15; i++) {
        const answer = await cache.getOrLoad(`a${i}`, 60, schema, async () => ({ name: 'db' }));
        expect(answer).toEqual({ name: 'db' });
        await cache.invalidate(`c${i}`);
      }
      expect(redis.connected).toBe(false);
    } finally {
      server.thaw();
    }
    await until(() => redis.ping().then(Boolean, () => false));
  });

  it('makes an invalidation good that Redis did not take, and never serves the older value here meanwhile', async () => {
    const { cache, redis } = await replica();
    await cache.getOrLoad('k', 60, schema, async () => ({ name: 'old' }));
    redis.client.disconnect(true);
    await until(() => !redis.connected);
    await cache.invalidate('k');
    expect(await direct.get('customer:k')).toBe('{"name":"old"}');
    const read = (name: string) => cache.getOrLoad('k', 60, schema, async () => ({ name }));
    expect(await read('new')).toEqual({ name: 'new' });
    await until(() => redis.connected);
    expect(await read('newer')).toEqual({ name: 'newer' });
    await until(async () => (await direct.get('customer:k')) === '!');
  });

  it('repeats an invalidation that a full Redis refuses', async () => {
    const { cache } = await replica();
    await cache.getOrLoad('k', 60, schema, async () => ({ name: 'old' }));
    await direct.config('SET', 'maxmemory', '1');
    await cache.invalidate('k');
    expect(await direct.get('customer:k')).toBe('{"name":"old"}');
    expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'new' }))).toEqual({ name: 'new' });
    await direct.config('SET', 'maxmemory', '0');
    await until(async () => (await direct.get('customer:k')) === '!');
  });

  it('goes on by itself after Redis was restarted', async () => {
    const { cache, redis } = await replica();
    await server.stop();
    expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'db' }))).toEqual({ name: 'db' });
    await server.start();
    await until(() => redis.connected);
    await cache.getOrLoad('k', 60, schema, async () => ({ name: 'kept' }));
    expect(await cache.getOrLoad('k', 60, schema, async () => ({ name: 'other' }))).toEqual({ name: 'kept' });
  });
});
