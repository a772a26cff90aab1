import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RedisConnection } from '../src/cache/redis.connection.js';
import { until } from './until.js';

/** For tests that are not about Redis being slow: a busy machine does not answer within a request's 80 ms each time. */
export function allowSlowRedis({ client }: RedisConnection): void {
  client.options.commandTimeout = 10_000;
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A Redis of the test's own, which it may stop, freeze and start again. */
export class RedisServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'kit-redis-'));
  private process?: ChildProcess;

  private constructor(readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.start();
    return server;
  }

  get settings() {
    return { REDIS_HOST: '127.0.0.1', REDIS_PORT: this.port, REDIS_PASSWORD: 'test-password' };
  }

  async start(): Promise<void> {
    const args = [
      '--port',
      `${this.port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      this.folder,
      '--requirepass',
      'test-password',
    ];
    // libfaketime, which gives a variation's tests their clock, does not bear Redis's allocator.
    const { LD_PRELOAD: _, ...env } = process.env;
    this.process = spawn('redis-server', [...args, '--save', '', '--appendonly', 'yes'], { env, stdio: 'ignore' });
    await until(() => accepts(this.port));
  }

  /** Still accepts connections, never answers: what a hanging machine looks like. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGCONT');
    running.kill('SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
