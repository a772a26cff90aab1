import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './lock.js';
import { daemonWritingTo, processBegan, processesWritingTo } from './process-table.js';

jest.setTimeout(240_000);

const COMMAND = join(__dirname, '../dist/test-servers.js');
const PARTS = ['carrier-db', 'customer-db', 'epmd', 'pricing-db', 'rabbitmq', 'redis', 'shared-db'];

const dir = mkdtempSync(join(tmpdir(), 'killed-'));
const log = (part: string) => join(dir, 'logs', `${part}.log`);

interface Running {
  child: ChildProcess;
  /** Resolves when a line of its output has `text`. */
  says(text: string): Promise<void>;
  ended: Promise<{ code: number | null; output: string }>;
}

function command(...args: string[]): Running {
  const child = spawn(process.execPath, [COMMAND, ...args, '--dir', dir], { detached: true, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  const says = async (text: string) => {
    while (!output.includes(text)) {
      const over = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended.then(() => 'ended')]);
      if (over === 'ended' && !output.includes(text)) throw new Error(`never said "${text}":\n${output}`);
    }
  };
  return { child, says, ended };
}

/** Kills the command alone, as the kernel does when memory runs out: what it started goes on. */
async function killCommand({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Kills it and all that it started. */
async function killEverything(running: Running): Promise<void> {
  process.kill(-(running.child.pid as number), 'SIGKILL');
  await running.ended;
  const logs = readdirSync(join(dir, 'logs')).map((name) => join(dir, 'logs', name));
  spawnSync('kill', ['-9', ...logs.flatMap(processesWritingTo).map(String)]);
}

/** The pid in the part's pid file, where that is the one that runs. */
const running = (part: string) => {
  const [pid] = readFileSync(join(dir, 'run', `${part}.pid`), 'utf8').split(' ');
  return daemonWritingTo(log(part)) === Number(pid) ? Number(pid) : undefined;
};

// A fleet's servers, brought up by a command that is killed again and again on the way.
describe('servers whose start was killed', () => {
  afterAll(async () => {
    await command('down').ended;
    rmSync(dir, { recursive: true, force: true });
  });

  it('come up as if nothing had been', async () => {
    const first = command('up', '--no-migrate');
    await first.says('redis is ready');
    await killCommand(first);
    const redis = running('redis');
    takeLock(dir)();

    const second = command('up', '--no-migrate');
    await second.says('shared-db is ready');
    expect(running('redis')).toBe(redis);
    await killEverything(second);
    takeLock(dir)();

    const third = await command('up', '--no-migrate').ended;
    expect(third).toMatchObject({ code: 0, output: expect.stringContaining(`ready: . ${dir}/test.env`) });
    expect(PARTS.filter((part) => running(part) === undefined)).toEqual([]);
    expect(readdirSync(join(dir, 'data')).sort()).toEqual(PARTS.filter((part) => part !== 'epmd'));
    expect(readdirSync(join(dir, 'run')).filter((name) => name.includes('first-start'))).toEqual([]);
  });

  it('are deleted to the last by the next command after their deletion was killed', async () => {
    const pids = PARTS.map(running);
    const down = command('down');
    await down.says('rabbitmq stopped');
    await killCommand(down);
    const again = await command('down').ended;
    expect(again.code).toBe(0);
    expect(pids.map((pid) => processBegan(pid as number))).toEqual(pids.map(() => undefined));
    expect(readdirSync(dir).sort()).toEqual(['lock', 'test.env']);
  });
});
