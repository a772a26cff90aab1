import type { KeyObject } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { RedisConnection } from '../cache/redis.connection.js';
import { peerUnavailable } from '../clients/peer.errors.js';
import { jwks, keysOf } from './jwks.js';
import { SigningKeySource } from './signing-key.source.js';

/** Shared by all services, so no service's prefix. */
export const JWKS_KEY = 'auth:jwks';
/** An unknown `kid` makes us ask again, but strangers who invent them cannot make us ask more often than this. */
const ASK_INTERVAL_MS = 1000;
const DEADLINE_MS = 2000;
/** How long a restarted service can go on without auth-service. */
const SHARED_COPY_SECONDS = 24 * 3600;

/** After keys got out: a service that is restarted must not take them from the copy. */
export async function forgetSharedKeys(redis: RedisConnection): Promise<void> {
  await redis.run((client) => client.del(JWKS_KEY));
}

const stored = z.object({ fetchedAt: z.number(), jwks });

export interface KeySourceSettings {
  AUTH_SERVICE_URL: string;
  CACHE_TTL_JWKS_SECONDS: number;
}

/**
 * auth-service's keys: from memory; else from the copy in Redis, which lets a restart survive auth-service being down;
 * else from auth-service. Keys older than CACHE_TTL_JWKS_SECONDS are used while a fresh set is fetched.
 */
export class HttpSigningKeySource extends SigningKeySource {
  private readonly logger = new Logger(HttpSigningKeySource.name);
  private keys = new Map<string, KeyObject>();
  private fetchedAt = 0;
  private askedAt = Number.NEGATIVE_INFINITY;
  private lastAskFailed = false;
  private asking?: Promise<void>;

  constructor(
    private readonly redis: RedisConnection,
    private readonly settings: KeySourceSettings,
  ) {
    super();
  }

  async keyFor(kid: string): Promise<KeyObject | undefined> {
    if (!this.keys.has(kid)) await this.readShared();
    if (!this.keys.has(kid)) await this.ask();
    else if (Date.now() - this.fetchedAt > this.settings.CACHE_TTL_JWKS_SECONDS * 1000) void this.ask();
    const key = this.keys.get(kid);
    if (!key && this.lastAskFailed) throw peerUnavailable('auth-service');
    return key;
  }

  private async readShared(): Promise<void> {
    try {
      const text = await this.redis.run((client) => client.get(JWKS_KEY));
      const copy = stored.parse(JSON.parse(text ?? 'null'));
      if (copy.fetchedAt <= this.fetchedAt) return;
      this.keys = keysOf(copy.jwks);
      this.fetchedAt = copy.fetchedAt;
    } catch {
      // No Redis, or nothing usable in it: auth-service is asked next.
    }
  }

  private async ask(): Promise<void> {
    if (!this.asking) {
      if (Date.now() - this.askedAt < ASK_INTERVAL_MS) return;
      this.askedAt = Date.now();
      this.asking = this.fetchKeys().finally(() => {
        this.asking = undefined;
      });
    }
    await this.asking;
  }

  private async fetchKeys(): Promise<void> {
    try {
      const response = await fetch(new URL('/.well-known/jwks.json', this.settings.AUTH_SERVICE_URL), {
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const set = jwks.parse(await response.json());
      this.keys = keysOf(set);
      this.fetchedAt = Date.now();
      this.lastAskFailed = false;
      const copy = JSON.stringify({ fetchedAt: this.fetchedAt, jwks: set });
      await this.redis.run((client) => client.set(JWKS_KEY, copy, 'EX', SHARED_COPY_SECONDS)).catch(() => undefined);
    } catch (error) {
      if (!this.lastAskFailed) this.logger.warn({ err: error }, 'auth-service did not give its signing keys');
      this.lastAskFailed = true;
    }
  }
}
