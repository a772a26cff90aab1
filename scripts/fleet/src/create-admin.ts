import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { runServiceCommand } from './service-command.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/create-admin.sh <email> <first name> <last name> [--port-offset N]

Makes a user with the role admin in the running fleet, and prints a link, good for one use, with which that person
chooses a password. It is how a production fleet gets its first admin. Run again for an admin who has not chosen one yet, it
prints a new link, and the one before stops working.

  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values, positionals } = readArguments(HELP, { 'port-offset': { type: 'string' } }, true);

await runCommand(async () => {
  if (positionals.length !== 3) throw new UsageError('say the email, the first name and the last name');
  const fleet = chosenFleet(parseOffset(values['port-offset']));
  return runServiceCommand(fleet, 'auth-service', 'create-admin', positionals);
});
