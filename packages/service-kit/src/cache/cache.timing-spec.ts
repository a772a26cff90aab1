import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { freePort, RedisServer } from '../../test/redis-server.js';
import { expectRatioBelow, interleaved, timed, timer } from '../../test/timing.js';
import { until } from '../../test/until.js';
import { ThrottleStorage } from '../throttle/throttle.storage.js';
import { Cache } from './cache.js';
import { RedisConnection } from './redis.connection.js';

const schema = z.object({ name: z.string() });

/** The time limit of one command (redis.connection.ts). */
const COMMAND_MS = 80;
/** A second wait would make it 2, one for each command 4. */
const ONE_WAIT = 1.75;

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('a request without Redis', () => {
  let server: RedisServer;
  const open: { onApplicationShutdown(): void }[] = [];

  async function connect(port = server.port) {
    const redis = new RedisConnection({ ...server.settings, REDIS_PORT: port });
    await redis.onModuleInit();
    const cache = new Cache(redis, 'customer');
    open.push(redis, cache);
    return { redis, cache, throttle: new ThrottleStorage(redis) };
  }

  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => {
    for (const part of open.splice(0)) part.onApplicationShutdown();
  });
  afterAll(() => server.remove());

  let key = 0;
  const load = (cache: Cache) => cache.getOrLoad(`k${++key}`, 60, schema, async () => ({ name: 'db' }));

  it('takes no longer than one with it when nothing listens', async () => {
    const live = await connect();
    const dead = await connect(await freePort());
    await expectRatioBelow(2, async () => {
      const times = await interleaved({ live: () => load(live.cache), dead: () => load(dead.cache) }, 20);
      return times.dead / times.live;
    });
    await expectRatioBelow(2, async () => {
      const change = ({ cache }: typeof live) => cache.invalidate('a', 'b', 'c');
      const times = await interleaved({ live: () => change(live), dead: () => change(dead) }, 20);
      return times.dead / times.live;
    });
  });

  /** The most that a request took, compared with the time limit of one command, while a connected server is frozen. */
  async function frozen(request: (parts: Awaited<ReturnType<typeof connect>>) => Promise<unknown>): Promise<number> {
    const parts = await connect();
    await until(() => parts.redis.connected);
    server.freeze();
    try {
      const ratios: number[] = [];
      // Goes on for seconds, through the moments at which the server is trusted again.
      for (let turn = 0; turn < 30; turn++) {
        const waited = await timed(() => request(parts));
        ratios.push(waited / (await timer(COMMAND_MS)));
      }
      return Math.max(...ratios);
    } finally {
      server.thaw();
    }
  }

  it('waits for a frozen Redis once at most, however many look-ups it makes', async () => {
    await expectRatioBelow(ONE_WAIT, () =>
      frozen(async ({ cache, redis }) => {
        await load(cache);
        await load(cache);
        await cache.invalidate(`c${key}`);
        await redis.ping().catch(() => undefined);
      }),
    );
  });

  it('waits for a frozen Redis once at most for both of its counters', async () => {
    await expectRatioBelow(ONE_WAIT, () =>
      frozen(async ({ throttle }) => {
        await throttle.increment(`default:${++key}`, 60_000, 10);
        await throttle.increment(`login:${++key}`, 60_000, 10);
      }),
    );
  });
});
