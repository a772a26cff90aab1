import { join } from 'node:path';
import { ensureChromium } from './chromium.js';
import { parseSeed, readArguments, runCommand, UsageError } from './cli.js';
import { surroundings } from './daemon.js';
import { requireEngine } from './docker/compose.js';
import { MysqlServers } from './docker/mysql-servers.js';
import { refuseBesideAnotherFleet, TEST_PROJECT, TestTree } from './docker/test-tree.js';
import type { Environment } from './environment.js';
import { ensureFaketime } from './faketime.js';
import type { Fleet } from './fleet.js';
import { haltServices } from './halt.js';
import { Launch } from './launch.js';
import { takeLock } from './lock.js';
import { inMinutes, say, secondsSoFar, table } from './progress.js';
import type { ServiceName } from './services.js';
import { MIGRATIONS, runStep } from './steps.js';
import { ensureSystemPackages } from './system-packages.js';
import { clearTestFleet, emptyStores, ofPhase, openTestFleet, TEST_DIR } from './test-fleet.js';
import { type PhaseResult, REPORTERS, runPhase } from './test-phase.js';
import { inWords, randomSeed, type Variation, variationOf } from './variation.js';
import { setClock, variedEnvironment } from './varied-environment.js';

const HELP = `
Usage: scripts/testing/run-tests.sh [--docker] [--only check|integration|timing|e2e|browser|vary|mysql|docker] [-- <arguments for Jest>]
       scripts/testing/run-tests.sh --vary [--seed N] [-- <arguments for Jest>]

Installs what is missing, runs npm run check (lint, types, unit tests), then the integration tests against servers that
it starts itself in .hybrid-test/, the tests that compare times with nothing beside them, the end-to-end tests against the
whole fleet started there, and the tests of the admin's pages in Chromium against an empty one. Last come the unit
tests, and the integration tests about days, again, varied: in another time zone and locale, at a moment such as ten seconds
before midnight, the tests of a file in random order. What was chosen, and how to have the same again, is said before and after. A running fleet
is not touched: ports are 10000 higher, or others when those are taken. Everything is stopped afterwards, also on Ctrl-C. A
phase in which nothing begins or ends for 20 minutes is ended, and the test in which that was is named.

  --docker           then also the integration tests against MySQL, and the tests of the fleet in containers (half an hour);
                     they need a Docker engine on which no other fleet is, and the documented ports free
  --only PHASE       one phase alone; mysql and docker are the two of --docker
  --vary             the varied tests alone, at random: the same as --only vary
  --seed N           varied as in the run that named this number
  -- ARGUMENTS       go to Jest, in all phases but check: -- customers -t 'refuses'
  -h, --help         this text

The last line is "N passed, N failed". Exit code 0 when nothing failed. Tests are given the variables of all services,
and HYBRID_TEST_DIR, the folder that server.js and service.js (scripts/fleet/dist, see --help) take as --dir.
CHROMIUM_PATH in the environment names the browser to use; without it one is looked for, and installed where it is missing.
A failed browser test names the folder with its screenshots, pages and console.
`;

const PHASES = ['check', 'integration', 'timing', 'e2e', 'browser', 'vary'];
/** Those that need servers. */
const SERVER_PHASES = ['integration', 'timing', 'e2e', 'browser'];
const DOCKER_PHASES = ['mysql', 'docker'];
const JEST = ['node', 'node_modules/jest/bin/jest.js', '--runInBand', ...REPORTERS] as const;

/** They compare the times of files, which the kernel gives by its own clock, with the varied one. */
const OF_FILE_TIMES = ['--testPathIgnorePatterns', '/(atomic-file|test-phase)\\.spec'];
/** The integration specs about days: dates of birth, quotes per day, times in lists and in the history. */
const VARIED = ['--testPathPatterns', '/(users|user-.*|access-changes|calculation-lists|calculations)\\.int-spec'];

const { values, positionals: jestArguments } = readArguments(
  HELP,
  { only: { type: 'string' }, docker: { type: 'boolean' }, vary: { type: 'boolean' }, seed: { type: 'string' } },
  true,
);
let variation: Variation;

const results: PhaseResult[] = [];
let unlock: (() => void) | undefined;
/** What else is to be cleared when the run ends early. */
let clearContainers: (() => unknown) | undefined;

await runCommand(run, async () => {
  if (unlock) await clearTestFleet(TEST_DIR, true);
  await clearContainers?.();
  unlock?.();
  const interrupted = results.every(({ failed }) => failed === 0);
  summarise(interrupted ? 1 : 0);
});

async function run(): Promise<number> {
  const phases = chosenPhases();
  variation = variationOf(parseSeed(values.seed) ?? randomSeed());
  unlock = takeLock(TEST_DIR);
  await clearTestFleet(TEST_DIR);
  if (phases.has('check')) await check();
  const checked = results.every(({ failed }) => failed === 0);
  if (checked && SERVER_PHASES.some((phase) => phases.has(phase))) {
    await againstServers(phases);
    await clearTestFleet(TEST_DIR, true);
  }
  if (checked && phases.has('vary')) {
    await varied();
    await clearTestFleet(TEST_DIR, true);
  }
  const passing = results.every(({ failed }) => failed === 0);
  if (passing && DOCKER_PHASES.some((phase) => phases.has(phase))) await inContainers(phases);
  if (results.some(({ failed }) => failed > 0)) {
    say(`logs of the servers and services: ${TEST_DIR}/logs`);
    return 1;
  }
  await clearTestFleet(TEST_DIR);
  unlock();
  summarise();
  return 0;
}

function chosenPhases(): Set<string> {
  const known = [...PHASES, ...DOCKER_PHASES];
  if (values.vary) return new Set(['vary']);
  if (values.only === undefined) return new Set(values.docker ? known : PHASES);
  if (!known.includes(values.only)) throw new UsageError(`--only takes one of ${known.join(', ')}`);
  return new Set([values.only]);
}

async function check(): Promise<void> {
  // npm adds what follows the first -- to the script's last command, which is `npm run test:unit`.
  const command = (report: string) => ['npm', 'run', 'check', '--', '--', '--json', `--outputFile=${report}`] as const;
  results.push(
    await runPhase('check', (report) => [...command(report), ...REPORTERS], { env: surroundings(), dir: TEST_DIR }),
  );
}

async function againstServers(phases: Set<string>): Promise<void> {
  ensureSystemPackages();
  const chromium = phases.has('browser') ? ensureChromium() : '';
  const fleet = await openTestFleet(TEST_DIR);
  say(`starting the test servers (ports + ${fleet.offset})`);
  await new Launch(fleet).startServers();
  if (phases.has('integration')) await jest('integration', fleet);
  if (phases.has('timing')) await jest('timing', fleet);
  if (phases.has('e2e')) await againstFleet('e2e', fleet);
  if (phases.has('browser')) await againstFleet('browser', fleet, { CHROMIUM_PATH: chromium });
}

/** A fleet that is new to the phase: its services of the phase before are stopped, and no row of that is left. */
async function againstFleet(phase: 'e2e' | 'browser', servers: Fleet, env: Environment = {}): Promise<void> {
  await haltServices(servers);
  await emptyStores(servers);
  const fleet = ofPhase(servers, phase);
  const launch = new Launch(fleet);
  await launch.startServers();
  await launch.startServices();
  await jest(phase, { ...fleet, env: { ...fleet.env, ...env } });
}

/** Unit and integration tests, with databases on the same clock. That of this process, and so its deadlines, are real. */
async function varied(): Promise<void> {
  ensureSystemPackages();
  const clock = join(TEST_DIR, 'clock');
  const environment = variedEnvironment(variation, ensureFaketime(), clock);
  tellVariation();
  Object.assign(process.env, environment);
  try {
    // Earlier than the moment by more than they take to start: a clock that goes back would be another test.
    setClock(clock, new Date(variation.moment.getTime() - 10 * 60_000));
    const fleet = await openTestFleet(TEST_DIR);
    await new Launch(fleet).startServers();
    setClock(clock, variation.moment);
    const randomly = ['--randomize', '--seed', `${variation.seed}`];
    // Unit specs are given no fleet's variables, as in `npm run check`.
    await jest('unit', { ...fleet, env: {} }, { name: 'vary-unit', more: [...randomly, ...OF_FILE_TIMES] });
    await jest('integration', fleet, { name: 'vary-integration', more: [...randomly, ...VARIED] });
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
  }
}

function tellVariation(): void {
  say(`variation of ${inWords(variation)}; again: scripts/testing/run-tests.sh --vary --seed ${variation.seed}`);
}

async function inContainers(phases: Set<string>): Promise<void> {
  requireEngine();
  process.env.COMPOSE_PROJECT_NAME = TEST_PROJECT;
  const servers = new MysqlServers(TEST_DIR);
  const tree = new TestTree(TEST_DIR);
  tree.remove();
  await servers.stop();
  refuseBesideAnotherFleet();
  if (phases.has('mysql')) {
    clearContainers = () => servers.stop();
    await servers.start();
    for (const service of Object.keys(MIGRATIONS) as ServiceName[]) await runStep(servers.fleet, service, 'migrate');
    await jest('integration', servers.fleet, { name: 'mysql' });
    await servers.stop();
  }
  if (phases.has('docker')) {
    clearContainers = () => tree.remove();
    tree.create();
    const env = { HYBRID_DOCKER_TREE: tree.dir, COMPOSE_PROJECT_NAME: TEST_PROJECT };
    await jest('docker', { ...servers.fleet, env });
    tree.remove();
  }
}

async function jest(project: string, fleet: Fleet, { name = project, more = [] as string[] } = {}): Promise<void> {
  const env = { ...surroundings(), ...fleet.env, HYBRID_TEST_DIR: fleet.dir };
  const filtered = jestArguments.length > 0 ? ['--passWithNoTests', ...jestArguments] : [];
  results.push(
    await runPhase(
      name,
      (report) => [...JEST, '--selectProjects', project, ...more, '--json', `--outputFile=${report}`, ...filtered],
      { env, dir: TEST_DIR },
    ),
  );
}

function summarise(otherFailures = 0): void {
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0);
  const row = (name: string, passed: number, failed: number, seconds: number) => [
    name,
    `${passed}`,
    `${failed}`,
    inMinutes(seconds),
  ];
  const rows = results.map(({ name, passed, failed, seconds }) => row(name, passed, failed, seconds));
  // More than the phases together: servers are started between them.
  const all = row('all', sum('passed'), sum('failed') + otherFailures, secondsSoFar());
  if (rows.length > 0) console.log(`\n${table([['phase', 'passed', 'failed', 'min:s'], ...rows, all])}\n`);
  if (results.some(({ name }) => name.startsWith('vary'))) tellVariation();
  console.log(`${sum('passed')} passed, ${sum('failed') + otherFailures} failed`);
}
