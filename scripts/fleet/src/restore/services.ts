import { Compose } from '../docker/compose.js';
import { DockerFleet } from '../docker/docker-fleet.js';
import type { Fleet } from '../fleet.js';
import { Launch } from '../launch.js';
import { say } from '../progress.js';
import { allServices, SERVICES } from '../services.js';

const STOP_MS = 120_000;

/** Stops the five services, which finish their requests first; what they stand on goes on. */
export async function stopServices(fleet: Fleet): Promise<void> {
  if (fleet.mode === 'docker') await new Compose(fleet).logged('docker-stop', ['stop', ...SERVICES], STOP_MS);
  else await Promise.all(allServices(fleet).map((service) => service.stop()));
  say('the services are stopped');
}

/** Migrates each schema, which also gives the services' accounts their rights, and starts the services. */
export async function startServices(fleet: Fleet): Promise<void> {
  if (fleet.mode === 'docker') return new DockerFleet(fleet).startAgain();
  const launch = new Launch(fleet);
  await launch.startServers();
  await launch.startServices();
}
