import { readArguments, runCommand } from './cli.js';
import { act, fleetOf, PART_OPTIONS } from './parts.js';
import { allServers } from './servers/all-servers.js';
import { addSbinToPath } from './system-packages.js';

const HELP = `
Usage: node scripts/fleet/dist/server.js start|stop|kill <server>... [--dir DIR | --port-offset N]

Acts on servers of a fleet that was set up: shared-db, customer-db, carrier-db, pricing-db, redis, rabbitmq, or all.
start answers when the server can be used, stop when it has ended. kill ends it as a crash would (SIGKILL).

  --dir DIR          the fleet in this folder; run-tests.sh passes its own to tests as HYBRID_TEST_DIR
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values, positionals } = readArguments(HELP, PART_OPTIONS, true);
await runCommand(() => {
  addSbinToPath();
  return act(allServers(fleetOf(values)), positionals);
});
