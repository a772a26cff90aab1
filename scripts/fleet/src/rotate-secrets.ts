import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { forgetPreviousKeys, previousKeys, secretsOf, writeNewSecrets } from './environment-file.js';
import type { Fleet } from './fleet.js';
import { takeLockToChangeEnvironment } from './lock.js';
import { say } from './progress.js';
import { runMigratorCommand } from './service-command.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/rotate-secrets.sh VARIABLE... | --all | --retire-previous [--port-offset N]

Gives secrets in .env new random values: passwords of the databases' accounts, of Redis and RabbitMQ, the services' client
secrets, KEY_ENCRYPTION_KEY. It writes .env and nothing else: the running fleet goes on with the former values until
hybrid-setup.sh starts with the new ones what they concern. Run again before that, it is as if it had been run once.
The former .env is kept beside it, until you delete it. Nobody is signed out.

A new KEY_ENCRYPTION_KEY moves the former one to KEY_ENCRYPTION_KEY_PREVIOUS, which still opens what it sealed.

  --all              every secret but ADMIN_PASSWORD, which only seeds the first admin
  --retire-previous  empties KEY_ENCRYPTION_KEY_PREVIOUS; refuses while a signing key needs it
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 done, 1 failed (.env is as it was), 2 the command line cannot be obeyed.
`;

const options = {
  all: { type: 'boolean' },
  'retire-previous': { type: 'boolean' },
  'port-offset': { type: 'string' },
} as const;
const { values, positionals } = readArguments(HELP, options, true);
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const fleet = chosenFleet(parseOffset(values['port-offset']));
    const names = values['retire-previous'] ? [] : chosenNames(secretsOf(fleet.env));
    unlock = takeLockToChangeEnvironment(fleet.dir);
    if (values['retire-previous']) await retirePrevious(fleet);
    else rotate(names);
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

function rotate(names: string[]): void {
  const former = writeNewSecrets(names);
  say(`${names.length} new in .env: ${names.join(', ')}`);
  say(`the former ones are in ${former}: delete it when the fleet has started`);
  const restart = names.every((name) => name === 'KEY_ENCRYPTION_KEY')
    ? './scripts/ops/rolling-restart.sh auth-service'
    : './scripts/setup/hybrid-setup.sh';
  say(`the fleet goes on with the former ones until it is started with these: ${restart}`);
  if (names.includes('KEY_ENCRYPTION_KEY'))
    say('an hour or so later: ./scripts/ops/rotate-secrets.sh --retire-previous');
}

async function retirePrevious(fleet: Fleet): Promise<void> {
  if (values.all || positionals.length > 0) throw new UsageError('--retire-previous is said alone');
  if (previousKeys(fleet.env).length === 0) return say('KEY_ENCRYPTION_KEY_PREVIOUS is empty: nothing to do');
  if ((await runMigratorCommand(fleet, 'auth-service', 'previous-keys')) !== 0)
    throw new Error(
      'KEY_ENCRYPTION_KEY_PREVIOUS stays as it is. A signing key needs it until its successor has taken over, CACHE_TTL_JWKS_SECONDS and some minutes after the fleet was started with the new KEY_ENCRYPTION_KEY',
    );
  const former = forgetPreviousKeys();
  say(
    'KEY_ENCRYPTION_KEY_PREVIOUS is empty. auth-service is given it at its next start: ./scripts/setup/hybrid-setup.sh',
  );
  say(`the former .env is ${former}: delete it`);
}
