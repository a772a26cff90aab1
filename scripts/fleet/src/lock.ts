import { closeSync, constants, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { tryLock, waitForLock } from 'fs-native-extensions';
import { ROOT } from './fleet.js';
import { processBegan } from './process-table.js';

const { O_CREAT, O_RDWR } = constants;

/** One command at a time changes a fleet. Returns what gives the lock back; throws when another command holds it. */
export function takeLock(dir: string): () => void {
  return take(join(dir, 'lock'), `the fleet in ${dir}`);
}

/** Runs `work` when no other command does anything under the same name. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const handle = open(join(ROOT, '.hybrid', `${name}.lock`));
  try {
    await waitForLock(handle);
    return await work();
  } finally {
    closeSync(handle);
  }
}

/** The locks of all of them, or none. */
export function takeLocks(...dirs: string[]): () => void {
  return takeAll([...new Set(dirs)].map((dir) => () => takeLock(dir)));
}

/** The lock of the fleet in `dir`, and that of .env, which all fleets of this folder share. */
export function takeLockToChangeEnvironment(dir: string): () => void {
  return takeAll([() => take(join(ROOT, '.hybrid', 'environment.lock'), '.env'), () => takeLock(dir)]);
}

function takeAll(takings: (() => () => void)[]): () => void {
  const taken: (() => void)[] = [];
  const release = () => {
    for (const unlock of taken) unlock();
  };
  try {
    for (const take of takings) taken.push(take());
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/**
 * The kernel holds the lock for this process and lets go of it when the process ends, however it ends; no process that it
 * starts inherits it. The file only says who holds it, and stays: deleting it would let a second command in.
 */
function take(file: string, what: string): () => void {
  const handle = open(file);
  if (!tryLock(handle)) {
    closeSync(handle);
    throw new Error(`another command${holder(file)} is at work on ${what}: wait for it to end`);
  }
  // Not the whole command line, which may hold a password.
  note(handle, `${process.pid} ${processBegan(process.pid)} ${basename(process.argv[1] ?? 'node')}\n`);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    note(handle, '');
    closeSync(handle);
  };
}

function open(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return openSync(file, O_RDWR | O_CREAT, 0o600);
}

function note(handle: number, text: string): void {
  ftruncateSync(handle);
  writeSync(handle, text, 0);
}

/** What the file says of a living process; nothing while its holder has not written yet. */
function holder(file: string): string {
  const [, pid, began, command] = /^(\d+) (\d+) (.*)\n/.exec(readFileSync(file, 'utf8')) ?? [];
  return began && processBegan(Number(pid)) === began ? ` (pid ${pid}: ${command})` : '';
}
