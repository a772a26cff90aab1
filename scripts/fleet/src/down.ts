import { parseOffset, readArguments, runCommand } from './cli.js';
import { deleteFleet, stopFleet } from './deletion.js';
import { DockerFleet } from './docker/docker-fleet.js';
import { type Fleet, loadFleet } from './fleet.js';
import { Gateway } from './gateway.js';
import { takeLock } from './lock.js';
import { allServers } from './servers/all-servers.js';
import { allServices } from './services.js';
import { chosenFleetOrItsRest, fleetDir, knownOffsets, readState, writeState } from './state.js';

const HELP = `
Usage: scripts/setup/hybrid-down.sh [--volumes] [--port-offset N]

Stops the services, which finish their requests first, then RabbitMQ, Redis and the databases. Data stays. In Docker the
containers are removed, too, and the volumes stay.

  --volumes          also deletes the fleet's data and logs; .env stays
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values } = readArguments(HELP, { volumes: { type: 'boolean' }, 'port-offset': { type: 'string' } });

await runCommand(async () => {
  const fleet = chosenFleetOrItsRest(parseOffset(values['port-offset']));
  const unlock = takeLock(fleet.dir);
  try {
    if (values.volumes || fleet.deleting) await deleteFleet(fleet);
    else await stopFleet(fleet);
  } finally {
    unlock();
  }
  pointToAnother(fleet.offset);
});

function isRunning(fleet: Fleet): boolean {
  if (fleet.mode === 'docker') return new DockerFleet(fleet).list().some(({ state }) => state === 'running');
  return [new Gateway(fleet), ...allServices(fleet), ...allServers(fleet)].some((part) => part.isRunning());
}

/** When another fleet still runs here, it is the one that the next command without --port-offset means. */
function pointToAnother(stopped: number): void {
  const state = readState();
  if (!state || state.offset !== stopped) return;
  const running = knownOffsets().find((offset) => {
    const other = offset === stopped ? undefined : loadFleet(fleetDir(offset));
    return other && isRunning(other);
  });
  const other = running === undefined ? undefined : loadFleet(fleetDir(running));
  if (other) writeState({ mode: other.mode, offset: other.offset });
  else if (values.volumes) writeState({ ...state, offset: 0 });
}
