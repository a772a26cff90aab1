import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type RedisSettings, redisOptions } from '../cache/redis.connection.js';
import type { Principal } from './principal.js';
import { REVOCATION_CHANNEL, RevocationSet, RevocationSource, revocation } from './revocation.js';

export interface RevocationTimes {
  /** How often everything is read again although Redis is followed: catches a message that was never published. */
  reloadMs: number;
  /** How often the source is asked while Redis cannot be followed. */
  pollMs: number;
  /** Without word from Redis or the source for so long, we do not know any more. */
  unknownAfterMs: number;
}

// Refused everywhere within 5 s also when the process that revoked died before it could publish.
const TIMES: RevocationTimes = { reloadMs: 4000, pollMs: 2000, unknownAfterMs: 5000 };
const TICK_MS = 250;
/** Services start together: one that was up before auth-service must not refuse changes longer than it has to. */
const FIRST_LOAD_RETRY_MS = 500;
const HEARTBEAT_MS = 1000;
const HEARTBEAT_TIMEOUT_MS = 1000;
const LOAD_TIMEOUT_MS = 3000;

/**
 * What is revoked, known in every process within seconds: all live ones at the start, new ones through Redis on a
 * connection of its own, everything again after each reconnect. Redis may die silently, hence the heartbeat.
 */
export class RevocationList implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RevocationList.name);
  private readonly set = new RevocationSet();
  private readonly subscriber: Redis;
  private readonly times: RevocationTimes;
  private timer?: NodeJS.Timeout;
  private loading?: Promise<void>;
  private following = false;
  /** Raised each time following begins or ends: a load counts only for the time in which it began. */
  private era = 0;
  /** A load that began while Redis was being followed has succeeded: nothing can have been missed. */
  private complete = false;
  private loadedAt = Number.NEGATIVE_INFINITY;
  private askedAt = Number.NEGATIVE_INFINITY;
  private beatAt = 0;
  private failing = false;

  constructor(
    private readonly source: RevocationSource,
    settings: RedisSettings,
    times: Partial<RevocationTimes> = {},
  ) {
    this.times = { ...TIMES, ...times };
    this.subscriber = new Redis({
      ...redisOptions(settings),
      commandTimeout: HEARTBEAT_TIMEOUT_MS,
      autoResubscribe: false,
    });
    this.subscriber.on('error', () => this.stopFollowing());
    this.subscriber.on('close', () => this.stopFollowing());
    this.subscriber.on('ready', () => void this.follow());
    this.subscriber.on('message', (_channel: string, text: string) => this.receive(text));
  }

  /** Resolves when the first attempt to load has ended; a source that is down does not hinder the start. */
  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
    await this.subscriber.connect().catch(() => undefined);
    await this.load();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.subscriber.disconnect();
  }

  isRevoked(principal: Principal): boolean {
    return this.set.hits(principal);
  }

  /** False when a revocation could exist that we have not heard of: nothing may be changed on such a token then. */
  isCurrent(): boolean {
    return (this.following && this.complete) || performance.now() - this.loadedAt < this.times.unknownAfterMs;
  }

  private tick(): void {
    const now = performance.now();
    this.set.purge();
    if (this.following && now - this.beatAt > HEARTBEAT_MS) void this.heartbeat();
    const due = this.loadedAt === Number.NEGATIVE_INFINITY ? FIRST_LOAD_RETRY_MS : this.interval();
    if (now - this.askedAt >= due) void this.load();
  }

  private interval(): number {
    return this.following && this.complete ? this.times.reloadMs : this.times.pollMs;
  }

  private async follow(): Promise<void> {
    try {
      await this.subscriber.subscribe(REVOCATION_CHANNEL);
    } catch {
      this.subscriber.disconnect(true);
      return;
    }
    this.following = true;
    this.era += 1;
    this.beatAt = performance.now();
    await this.loading;
    await this.load();
  }

  private stopFollowing(): void {
    if (!this.following) return;
    this.following = false;
    this.complete = false;
    this.era += 1;
    void this.load();
  }

  private async heartbeat(): Promise<void> {
    this.beatAt = performance.now();
    await this.subscriber.ping().catch(() => {
      this.stopFollowing();
      this.subscriber.disconnect(true);
    });
  }

  private receive(text: string): void {
    try {
      this.set.add(revocation.parse(JSON.parse(text)));
    } catch (error) {
      this.logger.error({ err: error }, 'a message about a revocation cannot be read');
      void this.load();
    }
  }

  private load(): Promise<void> {
    this.loading ??= this.loadNow().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async loadNow(): Promise<void> {
    this.askedAt = performance.now();
    const { era } = this;
    try {
      // Entries are only ever added: one that arrived through Redis while this was being read must stay.
      for (const entry of await withDeadline(this.source.load())) this.set.add(entry);
      this.loadedAt = this.askedAt;
      if (this.following && era === this.era) this.complete = true;
      if (this.failing) this.logger.log('revocations are known again');
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, 'the revocations could not be read');
      this.failing = true;
    }
  }
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LOAD_TIMEOUT_MS} ms`)), LOAD_TIMEOUT_MS).unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
