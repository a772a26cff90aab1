import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { RedisConnection } from '../cache/redis.connection.js';
import { type WindowCount, WindowCounter } from './window.counter.js';

/** One step, so that no counter is ever left without an end. */
const HIT = `
local hits = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {hits, left}`;

/**
 * Counts in Redis, so that all replicas share one limit, and at the same time in this process: when Redis goes, the
 * limit goes on from what this process has seen instead of from nothing.
 */
@Injectable()
export class ThrottleStorage implements ThrottlerStorage {
  private readonly local = new WindowCounter();

  constructor(private readonly redis: RedisConnection) {}

  async increment(key: string, windowMs: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const local = this.local.hit(key, windowMs);
    const { hits, remainingMs } = (await this.shared(key, windowMs)) ?? local;
    const seconds = Math.max(1, Math.ceil(remainingMs / 1000));
    return { totalHits: hits, timeToExpire: seconds, isBlocked: hits > limit, timeToBlockExpire: seconds };
  }

  private async shared(key: string, windowMs: number): Promise<WindowCount | undefined> {
    try {
      const [hits, remainingMs] = (await this.redis.run((client) => client.eval(HIT, 1, key, windowMs))) as number[];
      return hits === undefined || remainingMs === undefined ? undefined : { hits, remainingMs };
    } catch {
      return undefined;
    }
  }
}
