import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { DockerFleet } from './docker/docker-fleet.js';
import { variablePrefix } from './environment.js';
import type { Fleet } from './fleet.js';
import { environmentsInForce, refuseChangedServers } from './in-force.js';
import { takeLock } from './lock.js';
import { inPart, say } from './progress.js';
import { SERVICES, Service, type ServiceName } from './services.js';
import { chosenFleet } from './state.js';
import { MIGRATIONS, runStep, stepLog } from './steps.js';

const HELP = `
Usage: scripts/ops/rolling-restart.sh [service]... [--upgrade] [--port-offset N]

Restarts auth-service, user-service, customer-service, carrier-service and pricing-service, or those that are named, one
replica after the other: each finishes its requests, and the next one is touched when its successor is ready. Where a
service has two replicas (hybrid-setup.sh --replicas) it answers all the time; where it has one it is away for some seconds.

  --upgrade          first builds this folder's release and runs the migrate steps, so that the new replicas are of it
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 all restarted, 1 failed (what has not been restarted still runs as it was), 2 there is no such fleet.
`;

const options = { upgrade: { type: 'boolean' }, 'port-offset': { type: 'string' } } as const;
const { values, positionals } = readArguments(HELP, options, true);
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const unknown = positionals.filter((name) => !SERVICES.some((service) => service === name));
    if (unknown.length > 0) throw new UsageError(`unknown: ${unknown.join(', ')}; known: ${SERVICES.join(', ')}`);
    const fleet = chosenFleet(parseOffset(values['port-offset']));
    unlock = takeLock(fleet.dir);
    refuseChangedServers(fleet);
    const chosen = SERVICES.filter((name) => positionals.length === 0 || positionals.includes(name));
    if (!values.upgrade) refuseUnknownSecrets(fleet, chosen);
    await (fleet.mode === 'docker' ? restartContainers(fleet, chosen) : restartProcesses(fleet, chosen));
    unlock();
  },
  async () => unlock?.(),
);

/** auth-service knows a new client secret from its migrate step on; with the present one a service gets no token before. */
function refuseUnknownSecrets(fleet: Fleet, chosen: ServiceName[]): void {
  const secrets = chosen.map((name) => ({ name, variable: `${variablePrefix(name)}_CLIENT_SECRET` }));
  const unknown = secrets.filter(({ name, variable }) =>
    environmentsInForce(fleet, name).some((env) => variable in env && env[variable] !== fleet.env[variable]),
  );
  if (unknown.length === 0) return;
  throw new Error(
    `.env has new values that auth-service does not know yet: ${unknown.map(({ variable }) => variable).join(', ')}. Bring it in line first: scripts/setup/hybrid-setup.sh, or this with --upgrade`,
  );
}

async function restartContainers(fleet: Fleet, chosen: ServiceName[]): Promise<void> {
  const containers = new DockerFleet(fleet);
  if (values.upgrade) {
    say('building the images');
    await containers.build();
    for (const service of Object.keys(MIGRATIONS)) {
      await containers.migrate(service);
      say(`${service} has migrated its schema`);
    }
  }
  for (const service of chosen) await containers.replaceReplicas(service);
}

async function restartProcesses(fleet: Fleet, chosen: ServiceName[]): Promise<void> {
  if (values.upgrade) {
    for (const service of Object.keys(MIGRATIONS) as ServiceName[]) {
      await inPart(stepLog(fleet, service, 'migrate'), () => runStep(fleet, service, 'migrate'));
      say(`${service} has migrated its schema`);
    }
  }
  for (const name of chosen) {
    const service = new Service(fleet, name);
    await service.stop();
    await inPart(service.log, () => service.start());
    say(`${name} is restarted`);
  }
}
