import { parseOffset, readArguments, runCommand } from './cli.js';
import { dockerOverview } from './docker/docker-overview.js';
import { overview } from './overview.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/setup/hybrid-status.sh [--port-offset N]

Shows every part of the fleet: its address, health, process (or container) and memory.

  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 everything is up, 3 something is not, 2 there is no such fleet.
`;

const NOT_UP = 3;
const { values } = readArguments(HELP, { 'port-offset': { type: 'string' } });

await runCommand(async () => {
  const fleet = chosenFleet(parseOffset(values['port-offset']));
  const { text, allUp } = await (fleet.mode === 'docker' ? dockerOverview(fleet) : overview(fleet));
  console.log(`${fleet.mode} fleet, port offset ${fleet.offset}, ${fleet.dir}\n\n${text}`);
  return allUp ? 0 : NOT_UP;
});
