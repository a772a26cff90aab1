import type { OnApplicationShutdown } from '@nestjs/common';
import type { z } from 'zod';
import { counter } from '../metrics/counter.js';
import { RedisConnection } from './redis.connection.js';

/**
 * Stands in a key's place for a while after an invalidation. It is no JSON, so no value looks like it; while it is
 * there, a loader that read before the change cannot put its stale value back.
 */
const BARRIER = '!';
const BARRIER_MS = 10_000;
/** A loader that took longer than this may outlive a barrier, so what it read is used once and not kept. */
const LONGEST_LOAD_MS = BARRIER_MS / 2;
const RETRY_MS = 250;

/** Stores only where nothing is, or where what this reader found unusable still is: never over a barrier. */
const STORE = `
local found = redis.call('GET', KEYS[1])
if found == false or found == ARGV[3] then
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end`;

/**
 * Read-through cache of one service. Redis gone means slower, never wrong: reads go to the loader, and an
 * invalidation that could not be written is kept and repeated, with the key unread until it succeeds.
 */
export class Cache implements OnApplicationShutdown {
  private readonly requests = counter('hybrid_cache_requests_total', 'Cache look-ups by result', ['cache', 'result']);
  private readonly loading = new Map<string, Promise<unknown>>();
  private readonly unwritten = new Map<string, number>();
  private timer?: NodeJS.Timeout;

  /** @param prefix the service's own part of Redis: `customer` makes keys such as `customer:by-id:7`. */
  constructor(
    private readonly redis: RedisConnection,
    private readonly prefix: string,
  ) {
    // A series that begins above 0 hides its first look-ups from `rate`.
    for (const result of ['hit', 'miss']) this.requests.inc({ cache: prefix, result }, 0);
    redis.onBack(() => this.writeInvalidations());
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /**
   * What `loader` answers, kept for `ttlSeconds`. Values travel as JSON also on a miss, so a hit and a miss give the
   * same; `schema` refuses what another release stored (a miss). `null` is a value; `undefined` is answered, not kept.
   * Callers that ask for one key at the same time share one loader. A failing loader fails all of them.
   */
  async getOrLoad<T>(
    key: string,
    ttlSeconds: number,
    schema: z.ZodType<T> | null,
    loader: () => Promise<T>,
  ): Promise<T> {
    const running = this.loading.get(key);
    if (running) return running as Promise<T>;
    const load = this.readOrLoad(key, ttlSeconds, schema, loader).finally(() => {
      if (this.loading.get(key) === load) this.loading.delete(key);
    });
    this.loading.set(key, load);
    return load;
  }

  /** Call it after the change has committed. From here on no reader of this process gets the older value. */
  async invalidate(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.loading.delete(key);
      this.unwritten.set(key, (this.unwritten.get(key) ?? 0) + 1);
    }
    await Promise.all(keys.map((key) => this.writeBarrier(key)));
    this.retryLater();
  }

  private async readOrLoad<T>(
    key: string,
    ttlSeconds: number,
    schema: z.ZodType<T> | null,
    loader: () => Promise<T>,
  ): Promise<T> {
    const found = this.unwritten.has(key) ? BARRIER : await this.read(key);
    if (found !== null && found !== BARRIER) {
      const value = decode(found, schema);
      if (value.ok) {
        this.requests.inc({ cache: this.prefix, result: 'hit' });
        return value.value;
      }
    }
    this.requests.inc({ cache: this.prefix, result: 'miss' });
    const started = performance.now();
    const loaded = await loader();
    if (loaded === undefined) return loaded;
    const text = JSON.stringify(loaded);
    const quick = performance.now() - started < LONGEST_LOAD_MS;
    if (quick && found !== BARRIER && !this.unwritten.has(key)) await this.store(key, text, ttlSeconds, found);
    const json: unknown = JSON.parse(text);
    return schema ? schema.parse(json) : (json as T);
  }

  private read(key: string): Promise<string | null> {
    return this.redis.run((client) => client.get(this.fullKey(key))).catch(() => null);
  }

  private async store(key: string, text: string, ttlSeconds: number, replaces: string | null): Promise<void> {
    const write = this.redis.run((client) =>
      client.eval(STORE, 1, this.fullKey(key), text, ttlSeconds, replaces ?? ''),
    );
    await write.catch(() => undefined);
  }

  private async writeBarrier(key: string): Promise<void> {
    const change = this.unwritten.get(key);
    try {
      await this.redis.run((client) => client.set(this.fullKey(key), BARRIER, 'PX', BARRIER_MS));
      if (this.unwritten.get(key) === change) this.unwritten.delete(key);
    } catch {
      // It stays in `unwritten`, which keeps this process from reading the key and repeats the write.
    }
  }

  private async writeInvalidations(): Promise<void> {
    await Promise.all([...this.unwritten.keys()].map((key) => this.writeBarrier(key)));
    this.retryLater();
  }

  private retryLater(): void {
    clearTimeout(this.timer);
    if (this.unwritten.size === 0) return;
    this.timer = setTimeout(() => void this.writeInvalidations(), RETRY_MS).unref();
  }

  private fullKey(key: string): string {
    return `${this.prefix}:${key}`;
  }
}

function decode<T>(text: string, schema: z.ZodType<T> | null): { ok: true; value: T } | { ok: false } {
  try {
    const json: unknown = JSON.parse(text);
    return { ok: true, value: schema ? schema.parse(json) : (json as T) };
  } catch {
    return { ok: false };
  }
}
