import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../atomic-file.js';
import { type Environment, variablePrefix } from '../environment.js';
import { type Fleet, runDir } from '../fleet.js';

/** The accounts that databases, Redis and RabbitMQ are given at each start. */
export const ACCOUNT_VARIABLE =
  /^([A-Z]+_DB_(NAME|(MIGRATOR_)?USER|(MIGRATOR_|ROOT_)?PASSWORD)|REDIS_PASSWORD|RABBITMQ_(USER|PASSWORD))$/;

/** Remembers what a server of this machine is started with: .env may say otherwise later, while it runs. */
export function recordAccounts(fleet: Fleet, server: string): void {
  mkdirSync(runDir(fleet), { recursive: true, mode: 0o700 });
  const prefix = `${variablePrefix(server)}_`;
  const given = Object.entries(fleet.env).filter(([name]) => ACCOUNT_VARIABLE.test(name) && name.startsWith(prefix));
  replaceFile(recordOf(fleet, server), `${JSON.stringify(Object.fromEntries(given))}\n`);
}

/** Empty for one that an earlier release started. */
export function recordedAccounts(fleet: Fleet, server: string): Environment {
  const file = recordOf(fleet, server);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Environment) : {};
}

const recordOf = (fleet: Fleet, server: string) => join(runDir(fleet), `${server}.json`);
