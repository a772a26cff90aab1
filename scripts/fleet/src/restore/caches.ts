import { Redis } from 'ioredis';
import { required } from '../environment.js';
import type { Fleet } from '../fleet.js';

/** What services remember of records. Counts of throttles stay: they are of callers, not of records. */
const CACHES = ['auth:*', 'user:*', 'customer:*', 'carrier:*', 'pricing:*'];

/** Empties the services' caches and answers how many keys there were. Call it while no service runs. */
export function emptyCaches(fleet: Fleet): Promise<number> {
  return withRedis(fleet, async (redis) => {
    let count = 0;
    for (const match of CACHES) {
      for await (const keys of redis.scanStream({ match, count: 1000 }) as AsyncIterable<string[]>) {
        if (keys.length > 0) count += await redis.unlink(...keys);
      }
    }
    return count;
  });
}

/** Throws when Redis does not let us in. */
export function checkCaches(fleet: Fleet): Promise<void> {
  return withRedis(fleet, async () => undefined);
}

async function withRedis<T>({ env }: Fleet, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({
    host: '127.0.0.1',
    port: Number(required(env, 'REDIS_PORT')),
    password: required(env, 'REDIS_PASSWORD'),
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: 10_000,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await work(redis);
  } catch (error) {
    throw new Error(`Redis fails (${(error as Error).message}): scripts/setup/hybrid-status.sh shows how it is`);
  } finally {
    redis.disconnect();
  }
}
