import { spawnSync } from 'node:child_process';
import { Compose } from './docker/compose.js';
import { containers } from './docker/containers.js';
import { asEnvironment, type Environment } from './environment.js';
import type { Fleet } from './fleet.js';
import { environmentOf } from './process-table.js';
import { ACCOUNT_VARIABLE, recordedAccounts } from './servers/account-record.js';
import { allServers } from './servers/all-servers.js';
import { Service, type ServiceName } from './services.js';

/** The broker's image has names of its own. */
const IMAGE_VARIABLES: Environment = {
  RABBITMQ_DEFAULT_USER: 'RABBITMQ_USER',
  RABBITMQ_DEFAULT_PASS: 'RABBITMQ_PASSWORD',
};
const INSPECT_MS = 20_000;

/**
 * .env may be ahead of the running fleet: its secrets were rotated, and the fleet not started with them yet. The same fleet
 * with the accounts that its running servers really have.
 */
export function withServersInForce(fleet: Fleet): Fleet {
  const given = fleet.mode === 'docker' ? givenToContainers(fleet) : givenToProcesses(fleet);
  return { ...fleet, env: { ...fleet.env, ...given } };
}

/** The variables that the running servers were started with otherwise than .env says now. */
export function changedForServers(fleet: Fleet): string[] {
  const { env } = withServersInForce(fleet);
  return Object.keys(env).filter((name) => env[name] !== fleet.env[name]);
}

/** Refuses work that needs .env and the running servers to agree. */
export function refuseChangedServers(fleet: Fleet): void {
  const changed = changedForServers(fleet);
  if (changed.length === 0) return;
  throw new Error(
    `.env has new values that the running servers do not have yet: ${changed.join(', ')}. Bring them in line first: scripts/setup/hybrid-setup.sh`,
  );
}

/** Those of all replicas of a service that run. */
export function environmentsInForce(fleet: Fleet, service: ServiceName): Environment[] {
  if (fleet.mode === 'docker') return environmentsOfContainers(fleet, (name) => name === service);
  const { pid } = new Service(fleet, service);
  return pid === undefined ? [] : [environmentOf(pid)];
}

function givenToProcesses(fleet: Fleet): Environment {
  const records = allServers(fleet)
    .filter((server) => server.isRunning())
    .map(({ name }) => recordedAccounts(fleet, name));
  return Object.assign({}, ...records);
}

function givenToContainers(fleet: Fleet): Environment {
  const servers = environmentsOfContainers(fleet, (name) => !/-service$|-migrate$|^react-admin$/.test(name));
  const given = Object.entries(Object.assign({}, ...servers) as Environment)
    .map(([name, value]): [string, string] => [IMAGE_VARIABLES[name] ?? name, value])
    // What else a container has is the image's own.
    .filter(([name]) => ACCOUNT_VARIABLE.test(name) && name in fleet.env);
  return Object.fromEntries(given);
}

function environmentsOfContainers(fleet: Fleet, wanted: (service: string) => boolean): Environment[] {
  const running = containers(new Compose(fleet)).filter(({ service, state }) => state === 'running' && wanted(service));
  if (running.length === 0) return [];
  const args = ['inspect', '--format', '{{json .Config.Env}}', ...running.map(({ id }) => id)];
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8', timeout: INSPECT_MS });
  if (status !== 0) throw new Error(`docker inspect: ${stderr?.trim() || 'no answer'}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => asEnvironment(JSON.parse(line) as string[]));
}
