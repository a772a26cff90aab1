import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fleet.js';
import { say } from './progress.js';

const INSTALLER = join(ROOT, 'scripts', 'setup', 'install-servers.sh');
/** What Debian asks before it starts a service. */
const POLICY = '/usr/sbin/policy-rc.d';
const RABBITMQ = '/usr/lib/rabbitmq/lib';
const SBIN = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

export interface SystemPackage {
  name: string;
  atLeast: string;
  /** The version that is installed, or undefined. */
  version(): string | undefined;
}

/** What the fleet stands on. */
const SERVERS: SystemPackage[] = [
  { name: 'mariadb-server', atLeast: '10.6', version: () => versionOf('mariadbd', /Ver (\d+\.\d+)/) },
  { name: 'redis-server', atLeast: '6.0', version: () => versionOf('redis-server', /v=(\d+\.\d+)/) },
  { name: 'rabbitmq-server', atLeast: '3.10', version: rabbitmqVersion },
];

/** Installs those that are missing; throws, saying what to run, where it may not. Finishes an installation that was killed. */
export function ensureSystemPackages(packages = SERVERS): void {
  addSbinToPath();
  const missing = packages.filter((entry) => entry.version() === undefined).map(({ name }) => name);
  if (missing.length > 0) install(missing);
  else if (isUnfinished(POLICY)) finish();
  for (const { name, atLeast, version } of packages) {
    const found = version();
    if (!found) throw new Error(`${name} is still missing after its installation`);
    if (!isAtLeast(found, atLeast)) throw new Error(`${name} is ${found}, and the fleet needs ${atLeast} or newer`);
  }
}

/** Where servers live is often not on the path of users other than root. */
export function addSbinToPath(): void {
  const path = (process.env.PATH ?? '').split(':');
  process.env.PATH = [...path, ...SBIN.filter((dir) => !path.includes(dir))].join(':');
}

export function isAtLeast(version: string, floor: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [floorMajor = 0, floorMinor = 0] = floor.split('.').map(Number);
  return major > floorMajor || (major === floorMajor && minor >= floorMinor);
}

/** Whether an installation was killed, or is still under way: what scripts/setup/service-policy.sh puts there says so. */
export function isUnfinished(policy: string): boolean {
  if (existsSync(`${policy}.before-hybrid-fleet`)) return true;
  return existsSync(policy) && /^# hybrid-fleet installs: /m.test(readFileSync(policy, 'utf8'));
}

function install(missing: string[]): void {
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(`these are missing: ${missing.join(', ')}. Install them with this system's package manager.`);
  }
  if (!isRoot() && !maySudo())
    throw new Error(`these are missing: ${missing.join(', ')}. Run this once, then again:\n  ${byHand(missing)}`);
  say(`installing ${missing.join(', ')} (a minute, once a machine)`);
  runInstaller(missing);
}

function finish(): void {
  if (!isRoot() && !maySudo()) {
    say(`warning: an installation was interrupted; finish it with\n  ${byHand(['--finish'])}`);
    return;
  }
  say('finishing an installation that was interrupted');
  runInstaller(['--finish']);
}

function runInstaller(names: string[]): void {
  const [command, ...args] = isRoot() ? [INSTALLER, ...names] : ['sudo', INSTALLER, ...names];
  const { status } = spawnSync(command as string, args, { stdio: ['inherit', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`the installation failed. It can be tried by hand:\n  ${byHand(names)}`);
}

const byHand = (names: string[]) => `sudo ${INSTALLER} ${names.join(' ')}`;

const isRoot = () => process.getuid?.() === 0;

/** Without a password, or with one that somebody at the terminal can type. */
function maySudo(): boolean {
  const silent = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return silent.status === 0 || (!silent.error && process.stdin.isTTY);
}

export function versionOf(command: string, pattern: RegExp): string | undefined {
  try {
    return pattern.exec(
      execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )?.[1];
  } catch {
    return undefined;
  }
}

function rabbitmqVersion(): string | undefined {
  if (!existsSync(RABBITMQ)) return undefined;
  return readdirSync(RABBITMQ)
    .map((name) => /^rabbitmq_server-(\d+\.\d+)/.exec(name)?.[1])
    .find((version) => version !== undefined);
}
