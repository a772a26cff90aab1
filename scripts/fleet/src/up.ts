import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { finishDeletion } from './deletion.js';
import { engineAnswers, requireEngine } from './docker/compose.js';
import { chosenProfile, profileSetting } from './docker/compose-profiles.js';
import { DockerFleet } from './docker/docker-fleet.js';
import { dockerOverview } from './docker/docker-overview.js';
import type { Environment } from './environment.js';
import { environmentFileIsOpen, makeEnvironmentFile, refuseUnfitForProduction } from './environment-file.js';
import { type Fleet, type Form, loadFleet, type Mode, openFleet, recordFleet, VARIANTS } from './fleet.js';
import { Launch } from './launch.js';
import { takeLock } from './lock.js';
import { invitation, overview } from './overview.js';
import { freeOffset } from './ports.js';
import { inPart, say } from './progress.js';
import type { ServiceName } from './services.js';
import { fleetDir, readState, writeState } from './state.js';
import { runStep, servicesWithDemo, stepLog } from './steps.js';
import { stopChanged } from './stop-changed.js';
import { ensureSystemPackages } from './system-packages.js';

const HELP = `
Usage: scripts/setup/hybrid-setup.sh [options]

Installs what is missing, starts the databases, Redis, RabbitMQ, the five services and the admin, and waits until they are
ready.
Run again it starts only what does not run. Data, logs and pid files are in .hybrid/, settings in .env.

  --native           private servers on this machine (the default where no Docker engine answers)
  --docker           containers, by docker-compose.hybrid.yml (the default where one does); without either of the two a
                     fleet that was set up before stays what it is
  --replicas         in Docker: two replicas of each service behind the gateway at port 3000, by docker-compose.replicas.yml
  --compact          in Docker: the three business databases on one server, by docker-compose.compact.yml
  --demo             also adds demo data: users, customers, carriers, pricing rules and quotes; a second
                     time it adds nothing
  --monitoring       also Prometheus, which watches the fleet (in Docker); --grafana: and Grafana with a dashboard. They stay
                     part of the fleet until --no-monitoring
  --production       NODE_ENV=production: makes .env with random secrets, and refuses one that has development values
  --port-offset N    adds N to every port, for a second fleet beside the first; its data is in .hybrid/offset-N
  -h, --help         this text

Then: scripts/setup/hybrid-status.sh, hybrid-logs.sh, hybrid-down.sh. Without --port-offset all of these, and this one,
mean the fleet that was set up last.
Exit codes: 0 up, 1 failed (nothing is left half started), 2 the command line cannot be obeyed.
`;

const { values } = readArguments(HELP, {
  native: { type: 'boolean' },
  docker: { type: 'boolean' },
  replicas: { type: 'boolean' },
  compact: { type: 'boolean' },
  demo: { type: 'boolean' },
  monitoring: { type: 'boolean' },
  grafana: { type: 'boolean' },
  'no-monitoring': { type: 'boolean' },
  production: { type: 'boolean' },
  'port-offset': { type: 'string' },
});

let launch: Pick<Launch, 'undo'> | undefined;
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const offset = parseOffset(values['port-offset']) ?? readState()?.offset ?? 0;
    const dir = fleetDir(offset);
    unlock = takeLock(dir);
    prepareEnvironment();
    await finishDeletion(loadFleet(dir));
    const form = chosenForm(dir);
    const fleet = openFleet(dir, offset, 'env-file', monitoringOf(dir, form.mode), form);
    refuseToLeaveDataBehind(fleet);
    if (fleet.mode === 'docker') await containersUp(fleet);
    else await nativeUp(fleet);
    await report(fleet);
    unlock();
  },
  async () => {
    await launch?.undo();
    unlock?.();
  },
);

/** What the person says; else what this fleet was last; else containers where they can be had. */
function chosenForm(dir: string): Form {
  const known = loadFleet(dir);
  const variants = VARIANTS.filter((variant) => values[variant]);
  if (values.native && (values.docker || variants.length > 0))
    throw new UsageError('--native excludes --docker, --replicas and --compact');
  if (values.native) return { mode: 'native', variants };
  if (values.docker || variants.length > 0) return { mode: 'docker', variants };
  return known ?? { mode: engineAnswers() ? 'docker' : 'native', variants };
}

/** Each form keeps its data in a place of its own: a fleet that changes it would come up empty. */
function refuseToLeaveDataBehind(fleet: Fleet): void {
  const known = loadFleet(fleet.dir);
  const compact = (one: Form) => one.variants.includes('compact');
  if (known?.mode !== 'docker' || fleet.mode !== 'docker' || compact(known) === compact(fleet)) return;
  const [is, wanted] = compact(known) ? ['one server', 'three'] : ['three servers', 'one'];
  throw new UsageError(
    `this fleet's business data is on ${is}. To move it to ${wanted}: scripts/ops/backup.sh, scripts/setup/hybrid-down.sh --volumes, this command again, scripts/ops/restore.sh`,
  );
}

/** The settings that make Prometheus and Grafana part of the fleet. */
function monitoringOf(dir: string, mode: Mode): Environment {
  const before = loadFleet(dir)?.overrides;
  if (mode === 'docker') return profileSetting(chosenProfile(values, before));
  if (!values.monitoring && !values.grafana) return {};
  throw new UsageError(
    'Prometheus and Grafana run in containers: --monitoring and --grafana need --docker. Without Docker every service\nstill answers GET /metrics on its port, for a Prometheus of your own (docker/monitoring/prometheus has its files).',
  );
}

async function containersUp(fleet: Fleet): Promise<void> {
  requireEngine();
  const containers = new DockerFleet(fleet);
  launch = containers;
  await containers.start(() => {
    recordFleet(fleet);
    writeState({ mode: fleet.mode, offset: fleet.offset });
  });
  if (values.demo) await addDemoData((service, tell) => containers.demo(service, tell));
}

async function nativeUp(fleet: Fleet): Promise<void> {
  const starting = new Launch(fleet);
  launch = starting;
  await bringUp(fleet, starting);
  if (!values.demo) return;
  await addDemoData((service, tell) =>
    inPart(stepLog(fleet, service, 'demo'), () => runStep(fleet, service, 'demo', tell)),
  );
}

function prepareEnvironment(): void {
  if (makeEnvironmentFile(values.production ?? false)) say('made .env with random secrets');
  else if (environmentFileIsOpen()) say('warning: others may read .env: chmod 600 .env');
  if (values.production) refuseUnfitForProduction();
}

async function bringUp(fleet: Fleet, starting: Launch): Promise<void> {
  await stopChanged(fleet);
  if (await starting.isUp()) {
    say('already running: nothing to do');
    return writeState({ mode: 'native', offset: fleet.offset });
  }
  ensureSystemPackages();
  const { parts } = starting;
  const base = parts.flatMap((part) => part.ports.map(({ port }) => port - fleet.offset));
  const free = freeOffset(base, fleet.offset + 100);
  await starting.checkPorts(
    parts,
    `Stop these processes, or choose other ports for the whole fleet: --port-offset ${free}`,
  );
  recordFleet(fleet);
  writeState({ mode: 'native', offset: fleet.offset });
  const missing = parts.filter((part) => !part.isRunning()).map(({ name }) => name);
  say(missing.length > 0 ? `starting ${missing.join(', ')}` : 'everything runs, waiting until it is ready');
  await starting.startServers();
  await starting.startServices();
}

/** Each service keeps in its schema that it has its demo data: whatever was interrupted is made good, nothing comes twice. */
async function addDemoData(add: (service: ServiceName, tell: (line: string) => void) => Promise<void>): Promise<void> {
  for (const service of servicesWithDemo()) await add(service, (line) => say(`${service}: ${line}`));
}

async function report(fleet: Fleet): Promise<void> {
  const { text } = await (fleet.mode === 'docker' ? dockerOverview(fleet) : overview(fleet));
  say('the fleet is up');
  console.log(`\n${text}\n\n${invitation(fleet)}`);
}
