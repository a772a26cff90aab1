import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { createFile, replaceFile } from '../atomic-file.js';
import { Daemon } from '../daemon.js';
import { required } from '../environment.js';
import { dataDir, type Fleet, logFile, runDir } from '../fleet.js';
import { endLeftBehind } from '../process-table.js';
import { PHASE_VHOSTS } from '../test-environment.js';
import { READY_MS, waitFor } from '../wait.js';
import { recordAccounts } from './account-record.js';
import { brokerProgram, NO_CONFIGURATION, nodeEnvironment } from './rabbitmq.control.js';
import { rabbitmqDefinitions } from './rabbitmq.definitions.js';
import type { Server } from './server.js';

const STOP_MS = 30_000;

/** The broker, with an Erlang name service (epmd) of its own: the system's is neither used nor left running. */
export class RabbitmqServer implements Server {
  readonly name = 'rabbitmq';
  private readonly daemon: Daemon;
  private readonly epmd: Daemon;

  constructor(private readonly fleet: Fleet) {
    this.daemon = new Daemon(fleet, this.name);
    this.epmd = new Daemon(fleet, 'epmd');
  }

  get ports() {
    return [
      { port: this.port, purpose: 'rabbitmq (AMQP), RABBITMQ_PORT' },
      { port: this.port + 1, purpose: 'rabbitmq (Erlang distribution), RABBITMQ_PORT + 1' },
      { port: this.port + 2, purpose: 'rabbitmq (epmd), RABBITMQ_PORT + 2' },
    ];
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
      what: `rabbitmq to answer on port ${this.port}`,
      deadlineMs: READY_MS,
      everyMs: 250,
      hopeless: () => this.daemon.hopeless(),
    });
    rmSync(this.firstStart, { force: true });
  }

  async stop(): Promise<void> {
    await this.daemon.stop(STOP_MS);
    await this.epmd.stop(5000);
  }

  async kill(): Promise<void> {
    await this.daemon.stop(STOP_MS, 'SIGKILL');
    await this.epmd.stop(5000);
  }

  private get port(): number {
    return Number(required(this.fleet.env, 'RABBITMQ_PORT'));
  }

  /** There until the broker has answered once: data that a killed first start left may be unfinished, and hold nothing yet. */
  private get firstStart(): string {
    return join(runDir(this.fleet), 'rabbitmq-first-start');
  }

  private async launch(): Promise<void> {
    const data = dataDir(this.fleet, this.name);
    const run = runDir(this.fleet);
    await endLeftBehind(this.log);
    if (existsSync(this.firstStart)) rmSync(data, { recursive: true, force: true });
    if (!existsSync(data)) {
      mkdirSync(run, { recursive: true, mode: 0o700 });
      createFile(this.firstStart, '');
    }
    for (const dir of [data, run]) mkdirSync(dir, { recursive: true, mode: 0o700 });
    const file = (name: string, text: string) => {
      const path = join(run, name);
      replaceFile(path, text);
      return path;
    };
    const definitions = file('rabbitmq-definitions.json', rabbitmqDefinitions(this.fleet.env, vhosts(this.fleet)));
    const settings = [
      `load_definitions = ${definitions}`,
      'log.console = true',
      'log.console.level = info',
      'log.file = false',
    ];
    file(NO_CONFIGURATION, '');
    const env = {
      ...nodeEnvironment(this.fleet),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_CONFIG_FILE: file('rabbitmq.conf', `${settings.join('\n')}\n`),
      RABBITMQ_ENABLED_PLUGINS_FILE: file('rabbitmq-plugins', '[].\n'),
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(this.port),
      RABBITMQ_MNESIA_BASE: join(data, 'mnesia'),
      RABBITMQ_LOG_BASE: join(logFile(this.fleet, this.name), '..'),
      RABBITMQ_PID_FILE: join(run, 'rabbitmq-erlang.pid'),
      // Idle schedulers sleep instead of spinning: the fleet shares its few cores.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
        '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none',
    };
    await this.startEpmd(env);
    recordAccounts(this.fleet, this.name);
    await this.daemon.start({ command: brokerProgram('rabbitmq-server'), args: [], env, cwd: data });
  }

  private async startEpmd(env: Record<string, string>): Promise<void> {
    if (this.epmd.pid !== undefined) return;
    await this.epmd.start({ command: 'epmd', args: ['-address', '127.0.0.1', '-port', String(this.port + 2)], env });
  }

  private async answers(): Promise<boolean> {
    try {
      const connection = await connect(
        {
          hostname: '127.0.0.1',
          port: this.port,
          username: required(this.fleet.env, 'RABBITMQ_USER'),
          password: required(this.fleet.env, 'RABBITMQ_PASSWORD'),
          vhost: required(this.fleet.env, 'RABBITMQ_VHOST'),
        },
        { timeout: 3000 },
      );
      connection.on('error', () => {});
      await connection.close();
      return true;
    } catch {
      return false;
    }
  }
}

// The end-to-end tests have a virtual host of their own, so that no queue of an earlier test is in their way.
function vhosts(fleet: Fleet): string[] {
  const configured = required(fleet.env, 'RABBITMQ_VHOST');
  return fleet.profile === 'test' ? ['/', ...PHASE_VHOSTS] : [configured];
}
