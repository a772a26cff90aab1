import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { environmentFileIsOpen, makeEnvironmentFile, refuseUnfitForProduction } from './environment-file.js';
import { dataDir, type Fleet, openFleet, ROOT, recordFleet } from './fleet.js';
import { Launch } from './launch.js';
import { takeLock } from './lock.js';
import { invitation, overview } from './overview.js';
import { freeOffset } from './ports.js';
import { inPart, say } from './progress.js';
import { fleetDir, readState, writeState } from './state.js';
import { runStep, servicesWithDemo, stepLog } from './steps.js';
import { ensureSystemPackages } from './system-packages.js';

const HELP = `
Usage: scripts/setup/hybrid-setup.sh [options]

Installs what is missing, starts the databases, Redis, RabbitMQ and the five services, and waits until they are ready.
Run again it starts only what does not run. Data, logs and pid files are in .hybrid/, settings in .env.

  --native           private servers on this machine (the default where no Docker engine answers)
  --docker           containers, by docker-compose.hybrid.yml
  --demo             also adds demo data: users, customers, carriers and pricing rules; a second time it adds nothing
  --production       NODE_ENV=production: makes .env with random secrets, and refuses one that has development values
  --port-offset N    adds N to every port, for a second fleet beside the first; its data is in .hybrid/offset-N
  -h, --help         this text

Then: scripts/setup/hybrid-status.sh, hybrid-logs.sh, hybrid-down.sh. Without --port-offset all of these, and this one,
mean the fleet that was set up last.
Exit codes: 0 up, 1 failed (nothing is left half started), 2 the command line cannot be obeyed.
`;

const COMPOSE_FILE = join(ROOT, 'docker-compose.hybrid.yml');
const ENGINE_TIMEOUT_MS = 5000;

const { values } = readArguments(HELP, {
  native: { type: 'boolean' },
  docker: { type: 'boolean' },
  demo: { type: 'boolean' },
  production: { type: 'boolean' },
  'port-offset': { type: 'string' },
});

let launch: Launch | undefined;
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    refuseDocker();
    const offset = parseOffset(values['port-offset']) ?? readState()?.offset ?? 0;
    const dir = fleetDir(offset);
    unlock = takeLock(dir);
    prepareEnvironment();
    const fleet = openFleet(dir, offset, 'env-file');
    launch = new Launch(fleet);
    await bringUp(fleet, launch);
    if (values.demo) await addDemoData(fleet);
    await report(fleet);
    unlock();
  },
  async () => {
    await launch?.undo();
    unlock?.();
  },
);

function refuseDocker(): void {
  if (values.docker && values.native) throw new UsageError('--docker and --native exclude each other');
  if (existsSync(COMPOSE_FILE)) return;
  if (values.docker)
    throw new UsageError('--docker needs docker-compose.hybrid.yml, which is not there yet: use --native');
  if (!values.native && engineAnswers())
    say('Docker answers, but there is no docker-compose.hybrid.yml: private servers instead');
}

function engineAnswers(): boolean {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: ENGINE_TIMEOUT_MS }).status === 0;
}

function prepareEnvironment(): void {
  if (makeEnvironmentFile(values.production ?? false)) say('made .env with random secrets');
  else if (environmentFileIsOpen()) say('warning: others may read .env: chmod 600 .env');
  if (values.production) refuseUnfitForProduction();
}

async function bringUp(fleet: Fleet, starting: Launch): Promise<void> {
  if (await starting.isUp()) {
    say('already running: nothing to do');
    return writeState({ mode: 'native', offset: fleet.offset });
  }
  ensureSystemPackages();
  const parts = [...starting.servers, ...starting.services];
  const base = parts.flatMap((part) => part.ports.map(({ port }) => port - fleet.offset));
  const free = freeOffset(base, fleet.offset + 100);
  starting.checkPorts(parts, `Stop these processes, or choose other ports for the whole fleet: --port-offset ${free}`);
  recordFleet(fleet);
  writeState({ mode: 'native', offset: fleet.offset });
  const missing = parts.filter((part) => !part.isRunning()).map(({ name }) => name);
  say(missing.length > 0 ? `starting ${missing.join(', ')}` : 'everything runs, waiting until it is ready');
  await starting.startServers();
  await starting.startServices();
}

async function addDemoData(fleet: Fleet): Promise<void> {
  // Beside the data that it tells of: who deletes one deletes the other.
  const added = dataDir(fleet, 'demo-data-added');
  if (existsSync(added)) return say('the demo data was added before');
  for (const service of servicesWithDemo()) {
    await inPart(stepLog(fleet, service, 'demo'), () => runStep(fleet, service, 'demo'));
    say(`${service} has its demo data`);
  }
  writeFileSync(added, '');
}

async function report(fleet: Fleet): Promise<void> {
  const { text } = await overview(fleet);
  say('the fleet is up');
  console.log(`\n${text}\n\n${invitation(fleet)}`);
}
