import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { replaceFile } from '../atomic-file.js';
import { Daemon, surroundings } from '../daemon.js';
import { required } from '../environment.js';
import { dataDir, type Fleet, runDir } from '../fleet.js';
import { withRealClock } from '../varied-environment.js';
import { READY_MS, waitFor } from '../wait.js';
import { recordAccounts } from './account-record.js';
import type { Server } from './server.js';

const STOP_MS = 15_000;

export class RedisServer implements Server {
  readonly name = 'redis';
  private readonly daemon: Daemon;

  constructor(private readonly fleet: Fleet) {
    this.daemon = new Daemon(fleet, this.name);
  }

  get ports() {
    return [{ port: this.port, purpose: 'redis, REDIS_PORT' }];
  }

  get log(): string {
    return this.daemon.log;
  }

  get pid(): number | undefined {
    return this.daemon.pid;
  }

  isRunning(): boolean {
    return this.pid !== undefined;
  }

  async start(): Promise<void> {
    if (!this.isRunning()) await this.launch();
    await waitFor(() => this.answers(), {
      what: `redis to answer on port ${this.port}`,
      deadlineMs: READY_MS,
      hopeless: () => this.daemon.hopeless(),
    });
  }

  async stop(): Promise<void> {
    await this.daemon.stop(STOP_MS);
  }

  async kill(): Promise<void> {
    await this.daemon.stop(STOP_MS, 'SIGKILL');
  }

  private get port(): number {
    return Number(required(this.fleet.env, 'REDIS_PORT'));
  }

  private get password(): string {
    return required(this.fleet.env, 'REDIS_PASSWORD');
  }

  private async launch(): Promise<void> {
    const data = dataDir(this.fleet, this.name);
    const settings = join(runDir(this.fleet), 'redis.conf');
    for (const dir of [data, runDir(this.fleet)]) mkdirSync(dir, { recursive: true, mode: 0o700 });
    const lines = [
      `port ${this.port}`,
      'bind 127.0.0.1',
      `dir ${JSON.stringify(data)}`,
      `requirepass ${JSON.stringify(this.password)}`,
      'appendonly yes',
      'save ""',
    ];
    replaceFile(settings, `${lines.join('\n')}\n`);
    recordAccounts(this.fleet, this.name);
    // Its allocator asks for the time before libfaketime can tell it.
    const env = withRealClock(surroundings());
    await this.daemon.start({ command: 'redis-server', args: [settings], env });
  }

  private async answers(): Promise<boolean> {
    const client = new Redis({
      host: '127.0.0.1',
      port: this.port,
      password: this.password,
      lazyConnect: true,
      retryStrategy: () => null,
      connectTimeout: 2000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.ping()) === 'PONG';
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  }
}
