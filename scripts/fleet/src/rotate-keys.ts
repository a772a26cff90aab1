import { parseOffset, readArguments, runCommand } from './cli.js';
import { type Fleet } from './fleet.js';
import { environmentsInForce } from './in-force.js';
import { runServiceCommand } from './service-command.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/rotate-keys.sh [--now] [--port-offset N]

Adds the next key that signs access tokens in the running fleet. It signs when every service has read it
(CACHE_TTL_JWKS_SECONDS); the one before is good until its last token has expired. Nobody is signed out.

  --now              for keys that got out: the new key signs at once, and the ones before are dropped, with the client
                     secrets before the present ones. Access tokens that are about are refused from then on; clients refresh
                     them by themselves. Start the fleet with rotated secrets first (rotate-secrets.sh, hybrid-setup.sh)
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values } = readArguments(HELP, { now: { type: 'boolean' }, 'port-offset': { type: 'string' } });

await runCommand(async () => {
  const fleet = chosenFleet(parseOffset(values['port-offset']));
  if (values.now) refuseFormerKey(fleet);
  return runServiceCommand(fleet, 'auth-service', 'rotate-keys', values.now ? ['--now'] : []);
});

/** What is sealed under a key that got out is out, too. */
function refuseFormerKey(fleet: Fleet): void {
  const current = fleet.env.KEY_ENCRYPTION_KEY;
  if (environmentsInForce(fleet, 'auth-service').every((env) => env.KEY_ENCRYPTION_KEY === current)) return;
  throw new Error(
    'auth-service runs with another KEY_ENCRYPTION_KEY than .env has, and would seal the new key under it. Start it with .env first: scripts/setup/hybrid-setup.sh',
  );
}
