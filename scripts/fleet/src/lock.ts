import { mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { processBegan } from './process-table.js';

/** One command at a time changes a fleet. Returns what gives the lock back; throws when another command holds it. */
export function takeLock(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${processBegan(process.pid)}\n`);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = livingHolder(file);
      if (holder)
        throw new Error(`another command (pid ${holder}) is at work on the fleet in ${dir}: wait for it to end`);
      rmSync(file, { force: true }); // its owner was killed
    }
  }
  throw new Error(`${file} cannot be taken: another command just took it`);
}

/** All of them, or none. */
export function takeLocks(...dirs: string[]): () => void {
  const taken: (() => void)[] = [];
  const release = () => {
    for (const unlock of taken) unlock();
  };
  try {
    for (const dir of new Set(dirs)) taken.push(takeLock(dir));
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

function livingHolder(file: string): number | undefined {
  const [pid, began] = readFileSync(file, 'utf8').trim().split(' ');
  return pid && began && processBegan(Number(pid)) === began ? Number(pid) : undefined;
}
