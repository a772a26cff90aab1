import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';

export interface RedisSettings {
  REDIS_HOST: string;
  REDIS_PORT: number;
  REDIS_PASSWORD: string;
}

/** How long one command may take: a request must not wait more than about 100 ms for a dead Redis. */
const COMMAND_TIMEOUT_MS = 80;
/** After a command that timed out, how long nobody else waits for the same silent server. */
const SUSPECT_MS = 1000;

/** ioredis' own defaults queue commands and wait for seconds; with these a dead server is an error within 80 ms. */
export function redisOptions(settings: RedisSettings): RedisOptions {
  return {
    host: settings.REDIS_HOST,
    port: settings.REDIS_PORT,
    password: settings.REDIS_PASSWORD,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: 500,
    socketTimeout: 1000,
    // A connection that is gone already would keep the stopping process for ioredis' 2 s.
    disconnectTimeout: 200,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(50 * attempt, 1000),
  };
}

/** Redis could not be asked: every caller has something else to do then. */
export class RedisUnavailable extends Error {
  constructor() {
    super('Redis does not answer');
  }
}

/**
 * The process' shared connection. All commands go through `run`, which adds to ioredis' time limit that a whole request
 * waits for a silent server once, not once per command. An outage is logged when it begins and when it ends.
 */
export class RedisConnection implements OnModuleInit, OnApplicationShutdown {
  readonly client: Redis;
  private readonly logger = new Logger('Redis');
  private readonly back = new Set<() => unknown>();
  private suspectUntil = 0;
  private down = false;
  private closing = false;

  constructor(readonly settings: RedisSettings) {
    this.client = new Redis(redisOptions(settings));
    // Without a listener ioredis prints every failed attempt; the state below says it once.
    this.client.on('error', (error: Error) => this.lost(error.message));
    this.client.on('close', () => this.lost('connection closed'));
    this.client.on('ready', () => this.restored());
  }

  /** Starts connecting. Resolves at the first success or failure: Redis is no condition of a start. */
  async onModuleInit(): Promise<void> {
    if (this.client.status === 'wait') await this.client.connect().catch(() => undefined);
  }

  // Not earlier than the HTTP server: requests that are being finished still use Redis.
  onApplicationShutdown(): void {
    this.closing = true;
    this.client.disconnect();
  }

  /** False while commands are known to fail; true is no promise that the next one succeeds. */
  get connected(): boolean {
    return this.client.status === 'ready' && Date.now() >= this.suspectUntil;
  }

  /** Runs one command, or rejects with `RedisUnavailable` within about 80 ms. Errors that Redis answers pass through. */
  async run<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    if (!this.connected) throw new RedisUnavailable();
    try {
      const answer = await command(this.client);
      if (this.down) this.restored();
      return answer;
    } catch (error) {
      if (error instanceof Error && error.name === 'ReplyError') throw error;
      if (error instanceof Error && /timed out/i.test(error.message)) this.suspectUntil = Date.now() + SUSPECT_MS;
      this.lost(error instanceof Error ? error.message : String(error));
      throw new RedisUnavailable();
    }
  }

  /** For health: the round trip in milliseconds. Rejects when Redis does not answer in time. */
  async ping(): Promise<number> {
    const started = performance.now();
    await this.run((client) => client.ping());
    return performance.now() - started;
  }

  /** Calls `task` each time Redis is there again. */
  onBack(task: () => unknown): void {
    this.back.add(task);
  }

  private lost(reason: string): void {
    if (this.down || this.closing) return;
    this.down = true;
    const said = /^(WRONGPASS|NOAUTH)/.test(reason) ? 'it refuses REDIS_PASSWORD' : reason;
    this.logger.warn(`Redis is not available, going on without: ${said}`);
  }

  private restored(): void {
    this.suspectUntil = 0;
    if (this.down) this.logger.log('Redis is available again');
    this.down = false;
    for (const task of this.back) task();
  }
}
