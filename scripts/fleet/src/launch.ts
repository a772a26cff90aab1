import { ending } from './ending.js';
import type { Fleet } from './fleet.js';
import { Gateway } from './gateway.js';
import { readiness } from './health.js';
import { holders } from './ports.js';
import { inPart, say } from './progress.js';
import { allServers } from './servers/all-servers.js';
import type { Server } from './servers/server.js';
import { allServices, type ServiceName } from './services.js';
import { MIGRATIONS, runStep, stepLog } from './steps.js';

/** Brings a fleet up, and remembers what it started so that a failed start can be undone without touching the rest. */
export class Launch {
  readonly servers: Server[];
  readonly services: ReturnType<typeof allServices>;
  readonly gateway: Gateway;
  private readonly started: Server[] = [];

  constructor(private readonly fleet: Fleet) {
    this.servers = allServers(fleet);
    this.services = allServices(fleet);
    this.gateway = new Gateway(fleet);
  }

  get parts(): Server[] {
    return [...this.servers, ...this.services, this.gateway];
  }

  /** Whether every part runs, every service is ready and the admin answers. */
  async isUp(): Promise<boolean> {
    if (!this.parts.every((part) => part.isRunning())) return false;
    if (!(await this.gateway.answers())) return false;
    const answers = await Promise.all(this.services.map((service) => readiness(service.port)));
    return answers.every((status) => status === 200);
  }

  /** Throws when another process listens on a port of a part that does not run yet; what is left of a killed part is ended. */
  async checkPorts(parts: Server[], advice: string): Promise<void> {
    this.gateway.checkPort();
    const stopped = parts.filter((part) => !part.isRunning());
    await Promise.all(stopped.map((part) => part.stop()));
    const wanted = stopped.flatMap((part) => part.ports);
    const taken = holders(wanted.map(({ port }) => port));
    if (taken.length === 0) return;
    const lines = taken.map(({ port, pid, command }) => {
      const holder = pid === undefined ? 'a process of another user' : `pid ${pid}: ${command}`;
      return `  ${port} for ${wanted.find((entry) => entry.port === port)?.purpose}: taken by ${holder}`;
    });
    throw new Error(`these ports are in use:\n${lines.join('\n')}\n${advice}`);
  }

  /** Starts the servers side by side, and migrates each schema as soon as its server answers. */
  async startServers({ migrate } = { migrate: true }): Promise<void> {
    const stores = this.servers.map(async (server) => {
      await this.start(server, 'is ready');
      if (!migrate) return;
      const migrations = Object.entries(MIGRATIONS).filter(([, database]) => database === server.name);
      for (const [service] of migrations) await this.migrate(service as ServiceName, server.name);
    });
    await all(stores);
  }

  /** Then the admin, with the way to all of them. auth-service first: the others ask it for keys and revocations before they let anybody change anything. */
  async startServices(): Promise<void> {
    const first = this.services.filter(({ name }) => name === 'auth-service');
    const others = this.services.filter(({ name }) => name !== 'auth-service');
    for (const group of [first, others]) {
      await all(group.map((service) => this.start(service, `is ready at ${service.url}`)));
    }
    await this.start(this.gateway, `is ready at ${this.gateway.url}`);
  }

  /** Stops what this launch started, the last first; what ran before goes on. */
  async undo(): Promise<void> {
    ending.abort();
    const servers = this.started.filter((part) => this.servers.includes(part));
    const services = this.started.filter((part) => !servers.includes(part));
    for (const parts of [services, servers]) await Promise.allSettled(parts.map((part) => part.stop()));
    if (this.started.length > 0) console.error(`Stopped again: ${this.started.map(({ name }) => name).join(', ')}`);
  }

  private async start(part: Server, done: string): Promise<void> {
    const ran = part.isRunning();
    if (!ran) this.started.push(part);
    await inPart(part.log, () => part.start());
    if (!ran) say(`${part.name} ${done}`);
  }

  private async migrate(service: ServiceName, database: string): Promise<void> {
    await inPart(stepLog(this.fleet, service, 'migrate'), () => runStep(this.fleet, service, 'migrate'));
    say(`${database} has its schema`);
  }
}

/** Like Promise.all, but after the first failure the others are ended and waited for, so that none starts anything later. */
async function all(work: Promise<void>[]): Promise<void> {
  try {
    await Promise.all(work);
  } catch (error) {
    ending.abort();
    await Promise.allSettled(work);
    throw error;
  }
}
