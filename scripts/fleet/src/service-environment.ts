import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { surroundings } from './daemon.js';
import { type Environment, select } from './environment.js';
import { type Fleet, ROOT } from './fleet.js';

interface Declared {
  environment?: { shape: object };
  migrationEnvironment?: { shape: object };
}

/**
 * The whole environment of one of a service's processes: the variables that its own compiled config.ts declares, and
 * nothing else, so that no process holds another's credentials. The migrating one has a list of its own.
 */
export async function processEnvironment(fleet: Fleet, service: string, step?: 'migrate'): Promise<Environment> {
  const { environment, migrationEnvironment } = await declaredBy(service);
  const declared = step === 'migrate' ? migrationEnvironment : environment;
  if (!declared) throw new Error(`${service}/dist/config.js declares no environment for this`);
  // The gateway is on this machine, and sets X-Forwarded-For itself.
  const env = { ...fleet.env, TRUSTED_PROXIES: fleet.env.TRUSTED_PROXIES || 'loopback' };
  return { ...surroundings(), ...select(env, Object.keys(declared.shape)) };
}

async function declaredBy(service: string): Promise<Declared> {
  const file = join(ROOT, service, 'dist', 'config.js');
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run build`);
  return (await import(pathToFileURL(file).href)) as Declared;
}
