import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './atomic-file.js';
import { surroundings } from './daemon.js';
import { ROOT } from './fleet.js';
import { oneAtATime } from './lock.js';
import { runLogged } from './logged-command.js';
import { endLeftBehind } from './process-table.js';
import { say } from './progress.js';

const ADMIN = join(ROOT, 'react-admin');
const BUNDLE = join(ADMIN, 'dist');
/** Where it is made, and where the one before is until it is deleted: a gateway serves a whole one all the time. */
const NEW = join(ADMIN, 'dist.new');
const FORMER = join(ADMIN, 'dist.old');
const LOG = join(ROOT, '.hybrid', 'admin-bundle.log');
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
  if (madeOf(BUNDLE) === sources) return;
  await oneAtATime('admin-bundle', async () => {
    if (madeOf(BUNDLE) === sources) return;
    if (madeOf(NEW) !== sources) await build(sources);
    rmSync(FORMER, { recursive: true, force: true });
    if (existsSync(BUNDLE)) renameSync(BUNDLE, FORMER);
    renameSync(NEW, BUNDLE);
    rmSync(FORMER, { recursive: true, force: true });
  });
}

async function build(sources: string): Promise<void> {
  const began = Date.now();
  await endLeftBehind(LOG);
  rmSync(NEW, { recursive: true, force: true });
  for (const args of [
    ['node_modules/vite/bin/vite.js', 'build', '--outDir', NEW],
    ['react-admin/scripts/compress.mjs', NEW],
  ]) {
    const [program, ...rest] = args as [string, ...string[]];
    const command = {
      command: process.execPath,
      args: [join(ROOT, program), ...rest],
      cwd: ADMIN,
      env: surroundings(),
    };
    await runLogged(LOG, command);
  }
  replaceFile(stamp(NEW), sources, 0o644);
  say(`built the admin's pages in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** Which sources the bundle in `folder` was made of; written last. */
function madeOf(folder: string): string | undefined {
  return existsSync(stamp(folder)) ? readFileSync(stamp(folder), 'utf8') : undefined;
}

const stamp = (folder: string) => join(folder, '.made-of');

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
