import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { surroundings } from '../daemon.js';
import { required } from '../environment.js';
import { dataDir, type Fleet, runDir } from '../fleet.js';
import { withRealClock } from '../varied-environment.js';

const INSTALLED = '/usr/lib/rabbitmq/lib';
/** An empty file in the fleet's run folder, so that nobody reads the system's. */
export const NO_CONFIGURATION = 'rabbitmq-env.conf';

/** What the broker of a native fleet and the tool that talks to it must agree on: name, ports, and where the cookie is. */
export function nodeEnvironment(fleet: Fleet): Record<string, string> {
  const port = Number(required(fleet.env, 'RABBITMQ_PORT'));
  return {
    ...withRealClock(surroundings()),
    HOME: dataDir(fleet, 'rabbitmq'),
    ERL_EPMD_PORT: String(port + 2),
    RABBITMQ_CONF_ENV_FILE: join(runDir(fleet), NO_CONFIGURATION),
    // The broker keeps its data under its node's name, which therefore must not change with the offset.
    RABBITMQ_NODENAME: 'hybrid@localhost',
    RABBITMQ_DIST_PORT: String(port + 1),
  };
}

/** How rabbitmqctl is run for a native fleet. */
export function rabbitmqControl(fleet: Fleet): { command: string; env: Record<string, string> } {
  return { command: brokerProgram('rabbitmqctl'), env: nodeEnvironment(fleet) };
}

/** The wrappers in /usr/sbin change to a user of the package's; the scripts they call run as whoever calls them. */
export function brokerProgram(name: string): string {
  const version = readdirSync(INSTALLED)
    .filter((folder) => folder.startsWith('rabbitmq_server-'))
    .sort()
    .at(-1);
  if (!version) throw new Error(`no rabbitmq_server under ${INSTALLED}: install the package rabbitmq-server`);
  return join(INSTALLED, version, 'sbin', name);
}
