import { Logger } from '@nestjs/common';
import { userClaims } from '../../test/access-tokens.js';
import { advanceClock, holdClock, releaseClock } from '../../test/held-clock.js';
import { allowSlowRedis, RedisServer } from '../../test/redis-server.js';
import { until } from '../../test/until.js';
import { RedisConnection } from '../cache/redis.connection.js';
import { type Principal, principalOf } from './principal.js';
import { publishRevocation, type Revocation, RevocationSource } from './revocation.js';
import { RevocationList, type RevocationTimes } from './revocation.list.js';

/** The rows that auth-service would have, and whether it answers. */
class Rows extends RevocationSource {
  rows: Revocation[] = [];
  answers: 'yes' | 'no' | 'never' = 'yes';
  asked = 0;
  answeredAt = 0;

  async load(): Promise<Revocation[]> {
    this.asked += 1;
    if (this.answers === 'never') return new Promise(() => undefined);
    if (this.answers === 'no') throw new Error('auth-service is down');
    this.answeredAt = performance.now();
    return [...this.rows];
  }
}

const principal = (id: number) => principalOf(userClaims({ sub: String(id) })) as Principal;
const ofUser = (id: number): Revocation => ({
  kind: 'user',
  subject: String(id),
  before: Date.now() + 60_000,
  expiresAt: Date.now() + 60_000,
});

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('RevocationList', () => {
  let server: RedisServer;
  let redis: RedisConnection;
  let source: Rows;
  const lists: RevocationList[] = [];

  async function follow(times: Partial<RevocationTimes> = {}) {
    const list = new RevocationList(source, server.settings, times);
    lists.push(list);
    await list.onApplicationBootstrap();
    return list;
  }

  /** Waits until Redis alone would tell the list everything. */
  const follows = (list: RevocationList) => until(() => (list as unknown as { complete: boolean }).complete);

  /** Stops Redis, and waits until the list has noticed and asked its source instead. */
  async function stopRedis(list: RevocationList): Promise<void> {
    const { asked } = source;
    await server.stop();
    await until(() => source.asked > asked && !(list as unknown as { following: boolean }).following);
  }

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new RedisConnection(server.settings);
    allowSlowRedis(redis);
    await redis.onModuleInit();
  });
  beforeEach(() => {
    source = new Rows();
  });
  afterEach(async () => {
    releaseClock();
    for (const list of lists.splice(0)) list.onApplicationShutdown();
    server.thaw();
    await server.stop();
    await server.start();
    await until(() => redis.ping().then(Boolean, () => false));
  });
  afterAll(async () => {
    redis.onApplicationShutdown();
    await server.remove();
  });

  it('knows what was revoked before it started', async () => {
    source.rows = [ofUser(7)];
    const list = await follow();
    expect(list.isRevoked(principal(7))).toBe(true);
    expect(list.isRevoked(principal(8))).toBe(false);
    expect(list.isCurrent()).toBe(true);
  });

  it('hears of a revocation through Redis in every process, within a second', async () => {
    const times = { pollMs: 600_000, reloadMs: 600_000 };
    const all = [await follow(times), await follow(times)];
    for (const list of all) await follows(list);
    const asked = source.asked;
    await publishRevocation(redis, ofUser(7));
    await until(() => all.every((list) => list.isRevoked(principal(7))), Boolean, { seconds: 1 });
    expect(source.asked).toBe(asked);
  });

  it('forgets a revocation when no token that it hits can be valid any more', async () => {
    holdClock();
    source.rows = [{ ...ofUser(7), expiresAt: Date.now() + 300 }];
    const list = await follow();
    expect(list.isRevoked(principal(7))).toBe(true);
    source.rows = [];
    advanceClock(300);
    await until(() => !list.isRevoked(principal(7)));
  });

  it('reads everything again after Redis was restarted', async () => {
    const list = await follow({ pollMs: 600_000, reloadMs: 600_000 });
    await follows(list);
    await stopRedis(list);
    source.rows = [ofUser(7)];
    const asked = source.asked;
    await server.start();
    await until(() => list.isRevoked(principal(7)));
    expect(source.asked).toBeGreaterThan(asked);
    expect(list.isCurrent()).toBe(true);
    await until(() => redis.ping().then(Boolean, () => false));
    await publishRevocation(redis, ofUser(8));
    await until(() => list.isRevoked(principal(8)));
  });

  it('P27 asks the source every 2 s while Redis is gone, so that it still knows within 5 s', async () => {
    const list = await follow();
    await follows(list);
    await stopRedis(list);
    source.rows = [ofUser(7)];
    await until(() => list.isRevoked(principal(7)), Boolean, { seconds: 5 });
    expect(list.isCurrent()).toBe(true);
  });

  it('P27 notices within 5 s when Redis is there but silent', async () => {
    const list = await follow();
    await follows(list);
    server.freeze();
    source.rows = [ofUser(7)];
    await until(() => list.isRevoked(principal(7)), Boolean, { seconds: 5 });
    expect(list.isCurrent()).toBe(true);
  });

  it.each(['no', 'never'] as const)(
    'does not know any more 5 s after Redis is gone and the source answers %s, and knows again afterwards',
    async (answers) => {
      const list = await follow();
      await follows(list);
      source.answers = answers;
      await server.stop();
      await until(() => !list.isCurrent(), Boolean, { seconds: 6 });
      // Not a moment before its last answer is 5 s old; both clocks are this process’s.
      expect(performance.now() - source.answeredAt).toBeGreaterThan(4990);
      source.answers = 'yes';
      await until(() => list.isCurrent());
    },
  );

  it('stays current through Redis alone when only the source is gone', async () => {
    const list = await follow({ unknownAfterMs: 300, reloadMs: 200 });
    await follows(list);
    source.answers = 'no';
    // Two failures in a row are at least 200 ms apart, so after four its last answer is older than 300 ms.
    const { asked } = source;
    await until(() => source.asked >= asked + 4);
    expect(list.isCurrent()).toBe(true);
  });

  it('does not know anything when it started without a source, whatever Redis says', async () => {
    source.answers = 'no';
    const list = await follow({ pollMs: 200 });
    expect(list.isCurrent()).toBe(false);
    source.answers = 'yes';
    await until(() => list.isCurrent());
  });

  it('repeats a publication that Redis did not take at first', async () => {
    const list = await follow({ pollMs: 600_000, reloadMs: 600_000 });
    await follows(list);
    const { asked } = source;
    // Only the publisher loses its connection, so nothing but the repeated message can tell the list.
    redis.client.disconnect(true);
    await until(() => !redis.connected);
    await publishRevocation(redis, ofUser(7));
    await until(() => list.isRevoked(principal(7)));
    expect(source.asked).toBe(asked);
  });
});
