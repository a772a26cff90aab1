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
 * nothing else, so that no process holds another's credentials. Only a migrating one is given the migrator's account.
 */
export async function processEnvironment(fleet: Fleet, service: string, step?: 'migrate'): Promise<Environment> {
  const declared = await declaredBy(service);
  const names = [
    ...Object.keys(declared.environment?.shape ?? {}),
    ...(step === 'migrate' ? Object.keys(declared.migrationEnvironment?.shape ?? {}) : []),
  ];
  return { ...surroundings(), ...select(fleet.env, names) };
}

async function declaredBy(service: string): Promise<Declared> {
  const file = join(ROOT, service, 'dist', 'config.js');
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run build`);
  return (await import(pathToFileURL(file).href)) as Declared;
}
