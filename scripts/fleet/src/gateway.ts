import { join } from 'node:path';
import { adminBundle } from './admin-bundle.js';
import { Daemon, surroundings } from './daemon.js';
import { required, select } from './environment.js';
import { type Fleet, ROOT } from './fleet.js';
import type { Server } from './servers/server.js';
import { portVariable, SERVICES } from './services.js';
import { READY_MS, waitFor } from './wait.js';

/** Longer than any request may take there. */
const STOP_MS = 35_000;
const ASK_MS = 1000;
/** Ports of other protocols, which no browser (nor Node's fetch) asks over HTTP: https://fetch.spec.whatwg.org/#port-blocking */
const BLOCKED = new Set([3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080]);

/** The admin's pages and the way to the services on one port; in containers nginx does the same. */
export class Gateway implements Server {
  readonly name = 'react-admin';
  private readonly daemon: Daemon;

  constructor(private readonly fleet: Fleet) {
    this.daemon = new Daemon(fleet, this.name);
  }

  get ports() {
    return [{ port: this.port, purpose: 'react-admin, ADMIN_PORT' }];
  }

  private get port(): number {
    return Number(required(this.fleet.env, 'ADMIN_PORT'));
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

  /** Whether it shows the admin's first page. */
  async answers(): Promise<boolean> {
    const page = fetch(`http://127.0.0.1:${this.port}/`, { signal: AbortSignal.timeout(ASK_MS) });
    return page.then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Throws when browsers refuse the port. */
  checkPort(): void {
    if (BLOCKED.has(this.port))
      throw new Error(`no browser opens port ${this.port}: choose another --port-offset, or ADMIN_PORT in .env`);
  }

  async start(): Promise<void> {
    if (!this.isRunning()) {
      await adminBundle();
      const variables = ['BIND_ADDRESS', 'ADMIN_PORT', ...SERVICES.map(portVariable)];
      await this.daemon.start({
        command: process.execPath,
        args: ['--enable-source-maps', join(ROOT, 'react-admin', 'gateway', 'dist', 'main.js')],
        env: { ...surroundings(), ...select(this.fleet.env, variables) },
        cwd: ROOT,
      });
    }
    await waitFor(() => this.answers(), {
      what: `react-admin to answer at ${this.url}`,
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
}
