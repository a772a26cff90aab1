import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from './system-packages.js';

const LIBRARIES = '/usr/lib';
const NAME = join('faketime', 'libfaketimeMT.so.1');

/** The library that gives a process another clock; installed where it is missing. */
export function ensureFaketime(): string {
  ensureSystemPackages([{ name: 'faketime', atLeast: '0.0', version: () => (findFaketime() ? '1.0' : undefined) }]);
  return findFaketime() as string;
}

/** In the folder of the machine's architecture, where there is one. */
function findFaketime(): string | undefined {
  const folders = ['', ...readdirSync(LIBRARIES)];
  return folders.map((folder) => join(LIBRARIES, folder, NAME)).find((file) => existsSync(file));
}
