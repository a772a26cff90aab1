import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ending } from '../ending.js';
import { type Fleet, logFile } from '../fleet.js';
import { holders, listeningPorts } from '../ports.js';
import { PartFailure, say } from '../progress.js';
import { followStep } from '../step-output.js';
import { sleep } from '../wait.js';
import { Compose } from './compose.js';
import { OPTIONAL_SERVICES, withEveryProfile } from './compose-profiles.js';
import { type Container, containers, isBroken, isDone } from './containers.js';

const BUILD_MS = 20 * 60_000;
/** A container that fails is seen at once; one that only waits for a slow disk gets there. */
const UP_SECONDS = 900;
const DOWN_MS = 3 * 60_000;
const MIGRATE_MS = 10 * 60_000;
const STOP_MS = 60_000;
const LOG_LINES = '15';

/** A fleet in containers. It remembers what ran before, so that a failed start is undone without touching the rest. */
export class DockerFleet {
  readonly compose: Compose;
  /** Knows also what the fleet's profile leaves out: it may run from an earlier set-up. */
  private readonly everything: Compose;
  private ranBefore: Set<string> | undefined;

  constructor(private readonly fleet: Fleet) {
    this.compose = new Compose(fleet);
    this.everything = new Compose(withEveryProfile(fleet));
  }

  list(): Container[] {
    return containers(this.everything);
  }

  /**
   * Builds the images, starts what does not run as it should, and answers when everything is healthy. `sure` is called
   * when nothing stands in the way any more.
   */
  async start(sure: () => void): Promise<void> {
    const before = this.list().filter(({ state }) => state === 'running');
    this.checkPorts(before);
    sure();
    say('building the images (the first time takes a few minutes)');
    await this.build();
    this.ranBefore = new Set(before.map(({ service }) => service));
    say('images are built, starting the containers');
    await this.upReported();
    await this.removeUnwanted();
  }

  async build(): Promise<void> {
    await this.compose.logged('docker-build', ['build'], BUILD_MS, ending.signal);
  }

  /** Runs the migrate step of a service once more, with the image as it is now. */
  async migrate(service: string): Promise<void> {
    const step = `${service}-migrate`;
    await this.compose.logged(step, ['run', '--rm', '--no-deps', '-T', step], MIGRATE_MS, ending.signal);
  }

  /** Replaces the containers of a service one by one, each when the one before is healthy, with the image as it is now. */
  async replaceReplicas(service: string): Promise<void> {
    const replicas = this.list().filter((entry) => entry.service === service);
    if (replicas.length === 0) throw new Error(`${service} has no container: scripts/setup/hybrid-setup.sh starts it`);
    for (const [index, { id }] of replicas.entries()) {
      docker('stop', id);
      docker('rm', id);
      await this.up(['--no-deps', '--no-recreate', service]);
      say(`${service}: replica ${index + 1} of ${replicas.length} is replaced`);
    }
  }

  /** Starts what was stopped, from the images that are there; the migrate steps run again. */
  async startAgain(): Promise<void> {
    await this.upReported();
  }

  /** Adds a service's demo data, in its container. */
  async demo(service: string, tell: (line: string) => void): Promise<void> {
    const log = logFile(this.fleet, `${service}-demo`);
    const child = this.compose.piped(['exec', '-T', service, 'node', 'dist/demo.js'], ending.signal);
    child.stdin?.end();
    const code = await followStep(child, log, tell);
    if (code !== 0) throw new PartFailure(`${service} demo ended with ${code}`, log);
  }

  async stop(volumes: boolean): Promise<number> {
    const running = this.list().filter(({ state }) => state === 'running').length;
    const options = ['--remove-orphans', ...(volumes ? ['--volumes'] : [])];
    await this.everything.logged('docker-down', ['down', ...options], DOWN_MS);
    return running;
  }

  /** After a failed start: stops what it started. */
  async undo(): Promise<void> {
    if (!this.ranBefore) return;
    const started = this.list().filter(({ service, state }) => state !== 'exited' && !this.ranBefore?.has(service));
    if (started.length === 0) return;
    await this.compose.logged('docker-stop', ['stop', ...started.map(({ service }) => service)], DOWN_MS);
    console.error(`Stopped again: ${started.map(({ service }) => service).join(', ')}`);
  }

  /** Removes what an earlier run started with a profile that this fleet no longer has; its data stays. */
  private async removeUnwanted(): Promise<void> {
    const wanted = this.compose.services();
    const names = OPTIONAL_SERVICES.filter((name) => !wanted.includes(name));
    const unwanted = this.list().filter(({ service }) => names.includes(service));
    for (const { service } of unwanted) {
      await this.everything.logged('docker-rm', ['rm', '--stop', '--force', service], DOWN_MS);
      say(`${service} is removed`);
    }
  }

  private async upReported(): Promise<void> {
    const ended = new AbortController();
    const starting = this.up([]).finally(() => ended.abort());
    // Both to their end: neither may go on behind a failure of the other.
    for (const outcome of await Promise.allSettled([starting, this.report(ended.signal)]))
      if (outcome.status === 'rejected') throw outcome.reason;
  }

  private async up(more: string[]): Promise<void> {
    const args = ['up', '--detach', '--wait', '--wait-timeout', String(UP_SECONDS), ...more];
    try {
      await this.compose.logged('docker-up', args, (UP_SECONDS + 60) * 1000, ending.signal);
    } catch (error) {
      throw this.explained(error);
    }
  }

  /** Says of each container once when it is ready, until told to end. */
  private async report(ended: AbortSignal): Promise<void> {
    let before = doneServices(this.list());
    for (let last = false; !last; ) {
      last = ended.aborted;
      const done = doneServices(this.list());
      for (const [service, ids] of done) {
        if (before.get(service) !== ids) say(`${service} ${service.endsWith('-migrate') ? 'is done' : 'is ready'}`);
      }
      before = done;
      if (!last) await sleep(1000);
    }
  }

  /** The failure with the end of what the broken containers wrote: they say why. */
  private explained(error: unknown): unknown {
    // One that is started again and again may look well just now: Compose has said its name.
    const named = blamed(error);
    const broken = this.list().filter((entry) => isBroken(entry) || named.includes(entry.name));
    if (broken.length === 0) return error;
    const parts = broken.map(({ service, name, state, health, exitCode }) => {
      const how = state === 'exited' ? `ended with code ${exitCode}` : `is ${health || state}`;
      const lines = this.compose.read(['logs', '--no-color', '--no-log-prefix', '--tail', LOG_LINES, service]);
      const check = health === 'unhealthy' ? lastCheck(name) : '';
      const wrote = [check, lines.trimEnd()].filter(Boolean).join('\n').replace(/^/gm, '  ');
      return `${service} ${how}. Its last words:\n${wrote}`;
    });
    return new PartFailure(parts.join('\n'));
  }

  private checkPorts(running: Container[]): void {
    const own = new Set(running.flatMap(({ ports }) => ports));
    const wanted = this.publishedPorts().filter(([port]) => !own.has(port));
    const taken = holders(wanted.map(([port]) => port));
    if (taken.length === 0) return;
    const lines = taken.map(({ port, pid, command }) => {
      const service = wanted.find(([candidate]) => candidate === port)?.[1];
      return `  ${port} for ${service}: taken by ${pid === undefined ? 'a process of another user' : `pid ${pid}: ${command}`}`;
    });
    const free = this.freeOffset(wanted.map(([port]) => port - this.fleet.offset));
    throw new Error(
      `these ports are in use:\n${lines.join('\n')}\nStop these processes, change the port in .env, or choose other ports for the whole fleet: --port-offset ${free}`,
    );
  }

  private freeOffset(base: number[]): number {
    const taken = listeningPorts();
    let offset = this.fleet.offset + 100;
    while (base.some((port) => taken.has(port + offset))) offset += 100;
    return offset;
  }

  /** Each port of this machine that the fleet wants, and for which part. */
  private publishedPorts(): [number, string][] {
    const { services } = JSON.parse(this.compose.read(['config', '--format', 'json'])) as {
      services: Record<string, { ports?: { published: string }[] }>;
    };
    return Object.entries(services).flatMap(([service, { ports = [] }]) =>
      ports.map(({ published }): [number, string] => [Number(published), service]),
    );
  }
}

/** The services of which every container has done what it is for, with the ids of these. */
function doneServices(listed: Container[]): Map<string, string> {
  const unfinished = new Set(listed.filter((entry) => !isDone(entry)).map(({ service }) => service));
  const done = new Map<string, string>();
  for (const { service, id } of listed)
    if (!unfinished.has(service)) done.set(service, `${done.get(service) ?? ''} ${id}`);
  return done;
}

function docker(...args: string[]): void {
  const { status, stderr } = spawnSync('docker', args, { encoding: 'utf8', timeout: STOP_MS });
  if (status !== 0) throw new Error(`docker ${args[0]}: ${stderr?.trim() || `not done after ${STOP_MS / 1000} s`}`);
}

/** The containers that Compose names as the reason of its failure. */
function blamed(error: unknown): string[] {
  const log = error instanceof PartFailure && error.log ? readFileSync(error.log, 'utf8') : '';
  return [...log.matchAll(/container (\S+) (?:is unhealthy|exited)/g)].map(([, name]) => name as string);
}

/** What the last health check of a container said. */
function lastCheck(container: string): string {
  const format = '{{range .State.Health.Log}}{{println .Output}}{{end}}';
  const { stdout } = spawnSync('docker', ['inspect', '--format', format, container], { encoding: 'utf8' });
  return (stdout ?? '').trim().split('\n').at(-1) ?? '';
}
