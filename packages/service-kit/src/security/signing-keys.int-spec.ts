import { generateKeyPairSync } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { advanceClock, holdClock, releaseClock } from '../../test/held-clock.js';
import { HttpPeer, json } from '../../test/http-peer.js';
import { allowSlowRedis, RedisServer } from '../../test/redis-server.js';
import { until } from '../../test/until.js';
import { RedisConnection } from '../cache/redis.connection.js';
import { HttpSigningKeySource, JWKS_KEY } from './http-signing-key.source.js';

const jwk = (kid: string) => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
});

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('HttpSigningKeySource', () => {
  let server: RedisServer;
  let redis: RedisConnection;
  let auth: HttpPeer;
  let keys: object[];

  /** What a process has after it started. */
  const source = (ttl = 3600) =>
    new HttpSigningKeySource(redis, { AUTH_SERVICE_URL: auth.url, CACHE_TTL_JWKS_SECONDS: ttl });

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new RedisConnection(server.settings);
    allowSlowRedis(redis);
    await redis.onModuleInit();
  });
  beforeEach(async () => {
    holdClock();
    await redis.client.flushall();
    keys = [jwk('k1')];
    auth = await HttpPeer.start();
    auth.answer = (_request, response) => json(response, 200, { keys });
  });
  afterEach(async () => {
    releaseClock();
    await auth.stop();
  });
  afterAll(async () => {
    redis.onApplicationShutdown();
    await server.remove();
  });

  it('asks auth-service once and answers from memory afterwards', async () => {
    const one = source();
    const found = await Promise.all(Array.from({ length: 10 }, () => one.keyFor('k1')));
    expect(found.every((key) => key?.type === 'public' && key === found[0])).toBe(true);
    await one.keyFor('k1');
    expect(auth.seen.map(({ url }) => url)).toEqual(['/.well-known/jwks.json']);
  });

  it('lets a restarted process verify while auth-service is down, from the copy in Redis', async () => {
    await source().keyFor('k1');
    expect(await redis.client.ttl(JWKS_KEY)).toBeGreaterThan(3600);
    await auth.stop();
    expect((await source().keyFor('k1'))?.asymmetricKeyType).toBe('rsa');
  });

  it('finds a key that was added by a rotation, and keeps the one before', async () => {
    const one = source();
    await one.keyFor('k1');
    advanceClock(1050);
    keys = [...keys, jwk('k2')];
    expect(await one.keyFor('k2')).toBeDefined();
    expect(await one.keyFor('k1')).toBeDefined();
  });

  it('does not let strangers who invent key ids make it ask more than once a second', async () => {
    const one = source();
    for (let i = 0; i < 50; i++) expect(await one.keyFor(`invented-${i}`)).toBeUndefined();
    expect(auth.seen.length).toBe(1);
  });

  it('fetches afresh when its keys are old, so that a removed key ends', async () => {
    const one = source(1);
    await one.keyFor('k1');
    keys = [jwk('k2')];
    advanceClock(1100);
    expect(await one.keyFor('k1')).toBeDefined();
    await until(
      () => one.keyFor('k1'),
      (key) => key === undefined,
    );
  });

  it('says that auth-service is missing when neither it nor Redis knows', async () => {
    await auth.stop();
    const one = source();
    for (let i = 0; i < 2; i++) {
      await expect(one.keyFor('k1')).rejects.toMatchObject({
        code: 'peer_unavailable',
        extra: { peer: 'auth-service' },
      });
    }
  });

  it('works without Redis', async () => {
    await server.stop();
    try {
      expect(await source().keyFor('k1')).toBeDefined();
    } finally {
      await server.start();
      await until(() => redis.client.ping().then(Boolean, () => false));
    }
  });
});
