import { spawn } from 'node:child_process';
import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { ROOT } from './fleet.js';
import { processEnvironment } from './service-environment.js';
import { serviceEntry } from './services.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/create-admin.sh <email> <first name> <last name> [--port-offset N]

Makes a user with the role admin in the running fleet, and prints a link, good for one use, with which that person
chooses a password. It is how a production fleet gets its first admin.

  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values, positionals } = readArguments(HELP, { 'port-offset': { type: 'string' } }, true);

await runCommand(async () => {
  if (positionals.length !== 3) throw new UsageError('say the email, the first name and the last name');
  const fleet = chosenFleet(parseOffset(values['port-offset']));
  // Only what the person needs to read: the link, or what went wrong.
  const env = { ...(await processEnvironment(fleet, 'auth-service')), LOG_LEVEL: 'warn' };
  const entry = serviceEntry('auth-service', 'create-admin');
  const child = spawn(process.execPath, [entry, ...positionals], { env, cwd: ROOT, stdio: 'inherit' });
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)));
});
