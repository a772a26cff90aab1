import { closeSync, fsyncSync, linkSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** A writer has its temporary file for milliseconds; one as old as this was left by a command that was killed. */
const LEFT_BEHIND_MS = 60_000;

/** Writes the whole file or nothing, also when this process is killed meanwhile: a reader sees the former text or the new one. */
export function replaceFile(path: string, text: string, mode = 0o600): void {
  writeFileAtomic.sync(path, text, { mode });
  flushFolder(path);
  removeLeftBehind(path);
}

/** The same for a file that nobody may have written yet. Answers `false`, and changes nothing, when it is there. */
export function createFile(path: string, text: string, mode = 0o600): boolean {
  // Named like the temporary files of `replaceFile`, so that one that is left behind is found.
  const whole = `${path}.${process.pid}`;
  replaceFile(whole, text, mode);
  try {
    linkSync(whole, path);
    flushFolder(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole);
    removeLeftBehind(path);
  }
}

// The name, too, outlasts a crash of the machine.
function flushFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function removeLeftBehind(path: string): void {
  const folder = dirname(path);
  const name = basename(path);
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(name) || !/^(\.\d+)+$/.test(entry.slice(name.length))) continue;
    const file = join(folder, entry);
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && Date.now() - written > LEFT_BEHIND_MS) rmSync(file, { force: true });
  }
}
