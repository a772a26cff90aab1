import { parseOffset, readArguments, runCommand } from './cli.js';
import { runServiceCommand } from './service-command.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/rotate-keys.sh [--port-offset N]

Adds the next key that signs access tokens in the running fleet. It signs when every service has read it
(CACHE_TTL_JWKS_SECONDS); the one before is good until its last token has expired. Nobody is signed out.

  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values } = readArguments(HELP, { 'port-offset': { type: 'string' } });

await runCommand(() =>
  runServiceCommand(chosenFleet(parseOffset(values['port-offset'])), 'auth-service', 'rotate-keys'),
);
