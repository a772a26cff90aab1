import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock, takeLocks, takeLockToChangeEnvironment } from './lock.js';
import { processBegan } from './process-table.js';

/** Takes the lock of the file it is given as another command does, starts a process that outlives it, and waits. */
const OTHER_COMMAND = `
  const { openSync } = require('node:fs');
  if (!require('fs-native-extensions').tryLock(openSync(process.argv[1], 'r+'))) process.exit(1);
  const { pid } = require('node:child_process').spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  console.log(pid);
  setInterval(() => {}, 1000);
`;

let dir: string;
let other: ChildProcess | undefined;
let daemon: number | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
  writeFileSync(join(dir, 'lock'), '');
});

afterEach(() => {
  other?.kill('SIGKILL');
  if (daemon) process.kill(daemon, 'SIGKILL');
  other = daemon = undefined;
  rmSync(dir, { recursive: true });
});

async function otherCommand(): Promise<ChildProcess> {
  other = spawn(process.execPath, ['-e', OTHER_COMMAND, join(dir, 'lock')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(other.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  daemon = Number(line.toString());
  return other;
}

describe('takeLock', () => {
  it('refuses a second holder and names the first, until that one gives it back', () => {
    const give = takeLock(dir);
    expect(() => takeLock(dir)).toThrow(
      new RegExp(
        `^another command \\(pid ${process.pid}: \\S+\\) is at work on the fleet in ${dir}: wait for it to end$`,
      ),
    );
    give();
    takeLock(dir)();
  });

  it('does not take the lock from its next holder when it is given back twice', () => {
    const give = takeLock(dir);
    give();
    const next = takeLock(dir);
    give();
    expect(() => takeLock(dir)).toThrow(`pid ${process.pid}`);
    next();
  });

  it('refuses while another process holds it that has not said who it is', async () => {
    await otherCommand();
    expect(() => takeLock(dir)).toThrow(`another command is at work on the fleet in ${dir}`);
  });

  it('is free at once when its holder is killed, although a process that the holder started goes on', async () => {
    const holder = await otherCommand();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const give = takeLock(dir);
    expect(processBegan(daemon as number)).toBeDefined();
    give();
  });

  it('leaves its file in place, which names nobody afterwards', () => {
    takeLock(dir)();
    expect(readFileSync(join(dir, 'lock'), 'utf8')).toBe('');
  });
});

describe('takeLocks', () => {
  it('takes none when one of them is held', () => {
    const second = join(dir, 'second');
    const give = takeLock(second);
    expect(() => takeLocks(dir, second)).toThrow(`at work on the fleet in ${second}`);
    takeLock(dir)();
    give();
  });
});

describe('takeLockToChangeEnvironment', () => {
  it('refuses two fleets of one folder at the same time, for .env is one', () => {
    const give = takeLockToChangeEnvironment(join(dir, 'first'));
    expect(() => takeLockToChangeEnvironment(join(dir, 'second'))).toThrow('is at work on .env: wait for it to end');
    takeLock(join(dir, 'second'))();
    give();
  });
});
