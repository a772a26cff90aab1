import { Compose } from '../docker/compose.js';
import { containers, isDone } from '../docker/containers.js';
import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';
import { allServices, SERVICES } from '../services.js';
import { waitFor } from '../wait.js';

const STOP_MS = 60_000;
const START_MS = 180_000;

/** The names of the services that run. */
export function runningServices(fleet: Fleet): string[] {
  if (fleet.mode === 'native')
    return allServices(fleet)
      .filter((service) => service.isRunning())
      .map(({ name }) => name);
  const names = containers(new Compose(fleet))
    .filter(({ state }) => state === 'running')
    .map(({ service }) => service);
  return SERVICES.filter((name) => names.includes(name));
}

/** Nobody must change the databases while they are filled. */
export async function stopServices(fleet: Fleet, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  say(`stopping ${names.join(', ')}`);
  if (fleet.mode === 'docker') return new Compose(fleet).logged('migrate-stop', ['stop', ...names], STOP_MS);
  await Promise.all(allServices(fleet).map((service) => (names.includes(service.name) ? service.stop() : undefined)));
}

/** Starts those that ran before, auth-service first: the others ask it for keys. */
export async function startServices(fleet: Fleet, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  say(`starting ${names.join(', ')}`);
  if (fleet.mode === 'docker') return startContainers(fleet, names);
  for (const first of [true, false]) {
    const chosen = allServices(fleet).filter(({ name }) => names.includes(name) && (name === 'auth-service') === first);
    await Promise.all(chosen.map((service) => service.start()));
  }
}

async function startContainers(fleet: Fleet, names: readonly string[]): Promise<void> {
  const compose = new Compose(fleet);
  // Those that are there, as they are: whatever compose files they were made from.
  await compose.logged('migrate-start', ['start', ...names], START_MS);
  await waitFor(
    () =>
      containers(compose)
        .filter(({ service }) => names.includes(service))
        .every(isDone),
    {
      what: `${names.join(', ')} to be healthy`,
      deadlineMs: START_MS,
      everyMs: 1000,
    },
  );
}
