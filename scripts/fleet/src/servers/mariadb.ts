import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { replaceFile } from '../atomic-file.js';
import { Daemon, surroundings } from '../daemon.js';
import { required } from '../environment.js';
import { dataDir, type Fleet, logFile, runDir } from '../fleet.js';
import { runLogged } from '../logged-command.js';
import { endLeftBehind } from '../process-table.js';
import { provisioningSql } from '../provision.js';
import { READY_MS, waitFor } from '../wait.js';
import { recordAccounts } from './account-record.js';
import { mariadbConfiguration } from './mariadb.configuration.js';
import type { Server } from './server.js';

const STOP_MS = 30_000;

/** The database server whose variables begin with `prefix` (`CUSTOMER_DB`). Its root account is only reached from here. */
export class MariadbServer implements Server {
  private readonly daemon: Daemon;

  constructor(
    private readonly fleet: Fleet,
    readonly name: string,
    private readonly prefix: string,
  ) {
    this.daemon = new Daemon(fleet, name);
  }

  get ports() {
    return [{ port: this.port, purpose: `${this.name} (MariaDB), ${this.prefix}_PORT` }];
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
    if (!this.isRunning()) {
      await this.initialise();
      await this.launch();
    }
    await waitFor(() => this.answers(), {
      what: `${this.name} to answer on port ${this.port}`,
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
    return Number(required(this.fleet.env, `${this.prefix}_PORT`));
  }

  /** Makes the data folder under another name first, so that an interrupted run leaves nothing that looks finished. */
  private async initialise(): Promise<void> {
    const data = dataDir(this.fleet, this.name);
    if (existsSync(data)) return;
    const unfinished = `${data}.unfinished`;
    const log = logFile(this.fleet, `${this.name}-first-start`);
    await endLeftBehind(log);
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    const options = ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db'];
    const env = { ...surroundings(), TMPDIR: this.temporary() };
    await runLogged(log, {
      command: 'mariadb-install-db',
      args: [...options, ...asRoot(), `--datadir=${unfinished}`],
      env,
    });
    renameSync(unfinished, data);
  }

  private async launch(): Promise<void> {
    const run = runDir(this.fleet);
    mkdirSync(run, { recursive: true, mode: 0o700 });
    const accounts = join(run, `${this.name}.sql`);
    const settings = join(run, `${this.name}.cnf`);
    // Run by the server at each start, before it listens: accounts follow .env, and no password is on a command line.
    const forTests = this.fleet.profile === 'test';
    replaceFile(accounts, provisioningSql(this.fleet.env, this.prefix, { testSchemas: forTests }));
    const datadir = dataDir(this.fleet, this.name);
    const text = mariadbConfiguration({
      datadir,
      tmpdir: this.temporary(),
      port: this.port,
      initFile: accounts,
      fast: forTests,
    });
    replaceFile(settings, text);
    recordAccounts(this.fleet, this.name);
    await this.daemon.start({
      command: 'mariadbd',
      args: [`--defaults-file=${settings}`, ...asRoot()],
      env: surroundings(),
    });
  }

  // A starting server deletes every temporary table it finds, another server's too: each has a folder of its own.
  private temporary(): string {
    const dir = join(this.fleet.dir, 'tmp', this.name);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return dir;
  }

  private async answers(): Promise<boolean> {
    try {
      const connection = await createConnection({
        host: '127.0.0.1',
        port: this.port,
        user: required(this.fleet.env, `${this.prefix}_MIGRATOR_USER`),
        password: required(this.fleet.env, `${this.prefix}_MIGRATOR_PASSWORD`),
        database: required(this.fleet.env, `${this.prefix}_NAME`),
        connectTimeout: 2000,
      });
      await connection.end();
      return true;
    } catch {
      return false;
    }
  }
}

// The server refuses to run as root unless it is told to.
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
