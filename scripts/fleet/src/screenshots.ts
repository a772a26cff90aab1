import { join } from 'node:path';
import { ensureChromium } from './chromium.js';
import { readArguments, runCommand } from './cli.js';
import { surroundings } from './daemon.js';
import { Launch } from './launch.js';
import { takeLock } from './lock.js';
import { say } from './progress.js';
import { runStep, servicesWithDemo } from './steps.js';
import { ensureSystemPackages } from './system-packages.js';
import { clearTestFleet, openTestFleet, TEST_DIR } from './test-fleet.js';
import { REPORTERS, runPhase } from './test-phase.js';

const DIR = join(TEST_DIR, 'screenshots');

const HELP = `
Usage: scripts/testing/screenshots.sh

Takes pictures of every page of the admin, light and dark, wide and on a phone, the main ones in French and Spanish too, of
a fleet with demo data that it starts in .hybrid-test/screenshots and stops again. All are in .hybrid-test/screenshots/pages
then; those that the README shows are written to docs/screenshots. CHROMIUM_PATH names the browser, as for run-tests.sh.

  -h, --help         this text
`;

readArguments(HELP, {});
let unlock: (() => void) | undefined;
const clear = async () => {
  if (unlock) await clearTestFleet(DIR, true);
  unlock?.();
};

await runCommand(async () => {
  ensureSystemPackages();
  const chromium = ensureChromium();
  unlock = takeLock(DIR);
  await clearTestFleet(DIR);
  const fleet = await openTestFleet(DIR);
  const launch = new Launch(fleet);
  await launch.startServers();
  await launch.startServices();
  for (const service of servicesWithDemo()) {
    await runStep(fleet, service, 'demo', (line) => say(`${service}: ${line}`));
  }
  const env = { ...surroundings(), ...fleet.env, HYBRID_TEST_DIR: fleet.dir, CHROMIUM_PATH: chromium };
  const { failed } = await runPhase(
    'screenshots',
    (report) => [
      'node',
      ...['node_modules/jest/bin/jest.js', '--selectProjects', 'screenshots', '--json', `--outputFile=${report}`],
      ...REPORTERS,
    ],
    { env, dir: DIR },
  );
  await clear();
  if (failed > 0) return 1;
  say('docs/screenshots has the main ones');
  return 0;
}, clear);
