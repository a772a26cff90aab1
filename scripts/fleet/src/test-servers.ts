import { join, resolve } from 'node:path';
import { replaceFile } from './atomic-file.js';
import { readArguments, runCommand, UsageError } from './cli.js';
import { asShellExports } from './environment.js';
import { Launch } from './launch.js';
import { takeLock } from './lock.js';
import { say } from './progress.js';
import { ensureSystemPackages } from './system-packages.js';
import { clearTestFleet, openTestFleet, TEST_DIR } from './test-fleet.js';

const HELP = `
Usage: scripts/testing/test-servers.sh up|down [--dir DIR] [--no-migrate] [--fleet]

Keeps test servers running while one works on a test: up starts them, migrates, and writes DIR/test.env.
  . .hybrid-test/dev/test.env && npx jest customers --selectProjects integration
  . .hybrid-test/dev/test.env && npx jest sign-in --selectProjects browser                  with --fleet
down stops them and deletes their data.

  --dir DIR          where their data and test.env are (default: .hybrid-test/dev)
  --no-migrate       leaves the schemas as they are
  --fleet            the services and the admin too, for end-to-end and browser tests
  -h, --help         this text
`;

const { values, positionals } = readArguments(
  HELP,
  { dir: { type: 'string' }, 'no-migrate': { type: 'boolean' }, fleet: { type: 'boolean' } },
  true,
);
const dir = resolve(values.dir ?? join(TEST_DIR, 'dev'));
let launch: Launch | undefined;
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const [action] = positionals;
    if (positionals.length !== 1 || (action !== 'up' && action !== 'down')) throw new UsageError('say up or down');
    unlock = takeLock(dir);
    if (action === 'down') await clearTestFleet(dir);
    else await up();
    unlock();
  },
  async () => {
    await launch?.undo();
    unlock?.();
  },
);

async function up(): Promise<void> {
  ensureSystemPackages();
  const fleet = await openTestFleet(dir);
  launch = new Launch(fleet);
  await launch.startServers({ migrate: !values['no-migrate'] });
  if (values.fleet) await launch.startServices();
  const file = join(dir, 'test.env');
  replaceFile(file, asShellExports({ ...fleet.env, HYBRID_TEST_DIR: dir }));
  say(`ready: . ${file}`);
}
