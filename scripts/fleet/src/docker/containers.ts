import type { Compose } from './compose.js';

export interface Container {
  id: string;
  /** Its name in docker-compose.hybrid.yml. */
  service: string;
  name: string;
  /** As Docker says it: running, exited, created, restarting … */
  state: string;
  /** healthy, unhealthy, starting, or empty where nothing checks it. */
  health: string;
  exitCode: number;
  /** Ports of this machine that lead to it. */
  ports: number[];
}

interface Listed {
  ID: string;
  Service: string;
  Name: string;
  State: string;
  Health: string;
  ExitCode: number;
  Publishers?: { PublishedPort: number }[] | null;
}

/** Compose lists containers as one JSON array or, since 2.21, as one object a line. */
export function parseContainers(output: string): Container[] {
  const text = output.trim();
  const listed = (
    text.startsWith('[')
      ? JSON.parse(text)
      : text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
  ) as Listed[];
  return listed.map(({ ID, Service, Name, State, Health, ExitCode, Publishers }) => ({
    id: ID,
    service: Service,
    name: Name,
    state: State,
    health: Health,
    exitCode: ExitCode,
    ports: [...new Set((Publishers ?? []).map(({ PublishedPort }) => PublishedPort).filter((port) => port > 0))],
  }));
}

const MOST_TRIES = 5;

export function containers(compose: Compose, attempt = 1): Container[] {
  try {
    return parseContainers(compose.read(['ps', '--all', '--format', 'json']));
  } catch (error) {
    // Compose lists first and inspects then: one that was removed in between fails the whole list.
    if (attempt === MOST_TRIES || !/No such container/.test((error as Error).message)) throw error;
    return containers(compose, attempt + 1);
  }
}

/** A container that has done what it is for: it is healthy, or a one-shot step that ended well. */
export function isDone({ state, health, exitCode, service }: Container): boolean {
  if (service.endsWith('-migrate')) return state === 'exited' && exitCode === 0;
  return state === 'running' && health !== 'starting' && health !== 'unhealthy';
}

/** A container that will not come up as it is. */
export function isBroken({ state, health, exitCode }: Container): boolean {
  return (state === 'exited' && exitCode !== 0) || state === 'dead' || state === 'restarting' || health === 'unhealthy';
}
