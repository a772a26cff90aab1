import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { surroundings } from './daemon.js';
import { ending } from './ending.js';
import { ROOT } from './fleet.js';
import { say } from './progress.js';

const ADMIN = join(ROOT, 'react-admin');
/** Which sources the bundle was made of. */
const STAMP = join(ADMIN, 'dist', '.made-of');
const SOURCES = [
  'react-admin/src',
  'react-admin/public',
  'react-admin/scripts',
  'react-admin/index.html',
  'react-admin/vite.config.ts',
  'packages/contracts/src',
  'package-lock.json',
];

/** Builds the admin's pages unless that was done from the same sources. Takes a few seconds. */
export async function adminBundle(): Promise<void> {
  const sources = digestOf(SOURCES.flatMap((path) => filesIn(path)));
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  const began = Date.now();
  for (const [program, ...args] of [['node_modules/vite/bin/vite.js', 'build'], ['react-admin/scripts/compress.mjs']]) {
    await promisify(execFile)(process.execPath, [join(ROOT, program as string), ...args], {
      cwd: ADMIN,
      env: surroundings(),
      signal: ending.signal,
    });
  }
  writeFileSync(STAMP, sources);
  say(`built the admin's pages in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** The file, or the files in the folder, without the tests. */
function filesIn(path: string): string[] {
  const root = join(ROOT, path);
  if (statSync(root).isFile()) return [root];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digestOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file));
  return `${hash.digest('hex')}\n`;
}
