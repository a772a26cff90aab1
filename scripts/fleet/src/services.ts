import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Daemon } from './daemon.js';
import { required, variablePrefix } from './environment.js';
import { type Fleet, ROOT } from './fleet.js';
import { readiness } from './health.js';
import type { Server } from './servers/server.js';
import { processEnvironment } from './service-environment.js';
import { READY_MS, waitFor } from './wait.js';

export const SERVICES = [
  'auth-service',
  'user-service',
  'customer-service',
  'carrier-service',
  'pricing-service',
] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What a service may take over its own SHUTDOWN_TIMEOUT_MS before it is killed. */
const AFTER_SHUTDOWN_MS = 5000;

/** `AUTH_SERVICE_PORT` for auth-service. */
export function portVariable(service: string): string {
  return `${variablePrefix(service)}_PORT`;
}

/** One of the fleet's Node processes. */
export class Service implements Server {
  private readonly daemon: Daemon;

  constructor(
    private readonly fleet: Fleet,
    readonly name: ServiceName,
  ) {
    this.daemon = new Daemon(fleet, name);
  }

  get ports() {
    return [{ port: this.port, purpose: `${this.name}, ${portVariable(this.name)}` }];
  }

  get port(): number {
    return Number(required(this.fleet.env, portVariable(this.name)));
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get log(): string {
    return this.daemon.log;
  }

  get pid(): number | undefined {
    return this.daemon.pid;
  }

  isRunning(): boolean {
    return this.daemon.pid !== undefined;
  }

  async start(): Promise<void> {
    if (!this.isRunning()) {
      const entry = serviceEntry(this.name, 'main');
      await this.daemon.start({
        command: process.execPath,
        args: ['--enable-source-maps', entry],
        env: await processEnvironment(this.fleet, this.name),
        cwd: ROOT,
      });
    }
    await waitFor(async () => (await readiness(this.port)) === 200, {
      what: `${this.name} to be ready at ${this.url}/api/v1/health/ready`,
      deadlineMs: READY_MS,
      hopeless: () => this.daemon.hopeless(),
    });
  }

  async stop(): Promise<void> {
    const shutdown = Number(this.fleet.env.SHUTDOWN_TIMEOUT_MS ?? 10_000);
    await this.daemon.stop(shutdown + AFTER_SHUTDOWN_MS);
  }

  async kill(): Promise<void> {
    await this.daemon.stop(AFTER_SHUTDOWN_MS, 'SIGKILL');
  }
}

export function allServices(fleet: Fleet): Service[] {
  return SERVICES.map((name) => new Service(fleet, name));
}

/** The compiled entry point, for example customer-service/dist/migrate.js; throws when it has not been built. */
export function serviceEntry(service: ServiceName, entry: string): string {
  const file = join(ROOT, service, 'dist', `${entry}.js`);
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run build`);
  return file;
}

export function hasEntry(service: ServiceName, entry: string): boolean {
  return existsSync(join(ROOT, service, 'dist', `${entry}.js`));
}
