import { readArguments, runCommand, UsageError } from './cli.js';
import { surroundings } from './daemon.js';
import type { Fleet } from './fleet.js';
import { Launch } from './launch.js';
import { takeLock } from './lock.js';
import { say, table } from './progress.js';
import { ensureSystemPackages } from './system-packages.js';
import { asEndToEnd, clearTestFleet, emptyStores, openTestFleet, TEST_DIR } from './test-fleet.js';
import { type PhaseResult, runPhase } from './test-phase.js';

const HELP = `
Usage: scripts/testing/run-tests.sh [--only check|integration|e2e] [-- <arguments for Jest>]

Installs what is missing, runs npm run check (lint, types, unit tests), then the integration tests against servers that
it starts itself in .hybrid-test/, and the end-to-end tests against the whole fleet started there. A running fleet is not
touched: ports are 10000 higher, or others when those are taken. Everything is stopped afterwards, also on Ctrl-C.

  --only PHASE       one phase alone
  -- ARGUMENTS       go to Jest, in the integration and e2e phases: -- customers -t 'refuses'
  -h, --help         this text

The last line is "N passed, N failed". Exit code 0 when nothing failed. Tests are given the variables of all services,
and HYBRID_TEST_DIR, the folder that server.js and service.js (scripts/fleet/dist, see --help) take as --dir.
`;

const PHASES = ['check', 'integration', 'e2e'] as const;
const JEST = ['node', 'node_modules/jest/bin/jest.js', '--runInBand'] as const;

const { values, positionals: jestArguments } = readArguments(HELP, { only: { type: 'string' } }, true);

const results: PhaseResult[] = [];
let unlock: (() => void) | undefined;

await runCommand(run, async () => {
  if (unlock) await clearTestFleet(TEST_DIR, true);
  unlock?.();
  const interrupted = results.every(({ failed }) => failed === 0);
  summarise(interrupted ? 1 : 0);
});

async function run(): Promise<number> {
  const phases = chosenPhases();
  unlock = takeLock(TEST_DIR);
  await clearTestFleet(TEST_DIR);
  if (phases.has('check')) await check();
  const checked = results.every(({ failed }) => failed === 0);
  if (checked && (phases.has('integration') || phases.has('e2e'))) await againstServers(phases);
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
  if (values.only === undefined) return new Set(PHASES);
  if (!PHASES.some((phase) => phase === values.only)) throw new UsageError(`--only takes one of ${PHASES.join(', ')}`);
  return new Set([values.only]);
}

async function check(): Promise<void> {
  // npm adds what follows the first -- to the script's last command, which is `npm run test:unit`.
  const command = (report: string) => ['npm', 'run', 'check', '--', '--', '--json', `--outputFile=${report}`] as const;
  results.push(await runPhase('check', (report) => [...command(report)], { env: surroundings(), dir: TEST_DIR }));
}

async function againstServers(phases: Set<string>): Promise<void> {
  ensureSystemPackages();
  const fleet = openTestFleet(TEST_DIR);
  say(`starting the test servers (ports + ${fleet.offset})`);
  await new Launch(fleet).startServers();
  if (phases.has('integration')) await jest('integration', fleet);
  if (phases.has('e2e')) await endToEnd(fleet);
}

async function endToEnd(servers: Fleet): Promise<void> {
  await emptyStores(servers);
  const fleet = asEndToEnd(servers);
  const launch = new Launch(fleet);
  await launch.startServers();
  await launch.startServices();
  await jest('e2e', fleet);
}

async function jest(project: string, fleet: Fleet): Promise<void> {
  const env = { ...surroundings(), ...fleet.env, HYBRID_TEST_DIR: fleet.dir };
  const filtered = jestArguments.length > 0 ? ['--passWithNoTests', ...jestArguments] : [];
  results.push(
    await runPhase(
      project,
      (report) => [...JEST, '--selectProjects', project, '--json', `--outputFile=${report}`, ...filtered],
      { env, dir: TEST_DIR },
    ),
  );
}

function summarise(otherFailures = 0): void {
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0);
  const rows = results.map(({ name, passed, failed, seconds }) => [name, `${passed}`, `${failed}`, `${seconds} s`]);
  if (rows.length > 0) console.log(`\n${table([['phase', 'passed', 'failed', 'time'], ...rows])}\n`);
  console.log(`${sum('passed')} passed, ${sum('failed') + otherFailures} failed`);
}
