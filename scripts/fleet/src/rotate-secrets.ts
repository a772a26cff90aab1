import { withDatabase } from './backup/databases.js';
import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { secretsOf, writeNewSecrets } from './environment-file.js';
import { takeLockToChangeEnvironment } from './lock.js';
import { say } from './progress.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/rotate-secrets.sh VARIABLE... | --all [--port-offset N]

Gives secrets in .env new random values: passwords of the databases' accounts, of Redis and RabbitMQ, the services' client
secrets, KEY_ENCRYPTION_KEY. The former .env is kept beside it, until you delete it. They hold from the fleet's next start
on: MySQL, Redis and RabbitMQ take their passwords from .env each time they start. Nobody is signed out.

  --all              every secret but ADMIN_PASSWORD, which only seeds the first admin
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 done, 1 failed, 2 the command line cannot be obeyed.
`;

const options = { all: { type: 'boolean' }, 'port-offset': { type: 'string' } } as const;
const { values, positionals } = readArguments(HELP, options, true);
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const fleet = chosenFleet(parseOffset(values['port-offset']));
    const names = chosenNames(secretsOf(fleet.env));
    unlock = takeLockToChangeEnvironment(fleet.dir);
    // What it sealed cannot be opened any more. The migrate step makes a new key; clients refresh their access tokens.
    if (names.includes('KEY_ENCRYPTION_KEY')) {
      await withDatabase(fleet.env, { prefix: 'SHARED_DB' }, async (connection) => {
        writeAll(names);
        await connection.query('DELETE FROM signing_keys');
      });
    } else writeAll(names);
    const restart = './scripts/setup/hybrid-setup.sh';
    say(
      `now start the fleet with them: ${fleet.mode === 'docker' ? '' : './scripts/setup/hybrid-down.sh && '}${restart}`,
    );
    unlock();
  },
  async () => unlock?.(),
);

function chosenNames(known: string[]): string[] {
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`no secret of .env: ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  if (values.all && positionals.length > 0) throw new UsageError('--all and names exclude each other');
  if (!values.all && positionals.length === 0) throw new UsageError('name the secrets, or say --all');
  return values.all ? known.filter((name) => name !== 'ADMIN_PASSWORD') : positionals;
}

function writeAll(names: string[]): void {
  const former = writeNewSecrets(names);
  say(`${names.length} new in .env: ${names.join(', ')}`);
  say(`the former ones are in ${former}: delete it when the fleet has started`);
}
