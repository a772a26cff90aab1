import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon, surroundings } from './daemon.js';
import type { Fleet } from './fleet.js';
import { processBegan, signalGroup } from './process-table.js';
import { waitFor } from './wait.js';

const dir = mkdtempSync(join(tmpdir(), 'fleet-'));
const fleet: Fleet = { dir, offset: 0, profile: 'test', mode: 'native', variants: [], overrides: {}, env: {} };
const shell = (script: string) => ({
  command: '/bin/sh',
  args: ['-c', script],
  env: { ...surroundings(), SECRET: 'x' },
});
const logged = (daemon: Daemon, text: string) =>
  waitFor(() => readFileSync(daemon.log, 'utf8').includes(text), { what: `${text} in the log`, deadlineMs: 5000 });

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('Daemon', () => {
  it('runs with the given environment only, logs, and is known by another instance', async () => {
    const daemon = new Daemon(fleet, 'known');
    await daemon.start(shell('echo "secret $SECRET, jest $JEST_WORKER_ID."; exec sleep 60'));
    await logged(daemon, 'secret x, jest .');
    expect(new Daemon(fleet, 'known').pid).toBe(daemon.pid);
    expect(await new Daemon(fleet, 'known').stop(5000)).toBe(true);
    expect(daemon.pid).toBeUndefined();
    expect(await daemon.stop(5000)).toBe(false);
  });

  it('kills what does not stop in time, with its children', async () => {
    const daemon = new Daemon(fleet, 'stubborn');
    await daemon.start(shell("trap '' TERM; sleep 60 & echo ready; while :; do sleep 1; done"));
    await logged(daemon, 'ready');
    const group = daemon.pid as number;
    await daemon.stop(300);
    expect(daemon.pid).toBeUndefined();
    await waitFor(() => !signalGroup(group, 0), { what: 'the group to be gone', deadlineMs: 5000 });
  });

  it('knows a process whose command was killed before it wrote the pid file', async () => {
    const daemon = new Daemon(fleet, 'orphan');
    await daemon.start(shell('echo ready; exec sleep 60'));
    await logged(daemon, 'ready');
    const { pid } = daemon;
    rmSync(join(dir, 'run', 'orphan.pid'));
    expect(new Daemon(fleet, 'orphan').pid).toBe(pid);
    expect(new Daemon(fleet, 'another').pid).toBeUndefined();
    expect(await new Daemon(fleet, 'orphan').stop(5000)).toBe(true);
    expect(processBegan(pid as number)).toBeUndefined();
  });

  it.each(['start', 'stop'])('ends what is left of a killed process before it can %s', async (action) => {
    const daemon = new Daemon(fleet, `parent-${action}`);
    await daemon.start(shell('sleep 60 & echo "child $!."; wait'));
    await logged(daemon, '.');
    const child = Number(/child (\d+)/.exec(readFileSync(daemon.log, 'utf8'))?.[1]);
    process.kill(daemon.pid as number, 'SIGKILL');
    await waitFor(() => daemon.pid === undefined, { what: 'the parent to be gone', deadlineMs: 5000 });
    expect(processBegan(child)).toBeDefined();
    if (action === 'start') await daemon.start(shell('exec sleep 60'));
    else expect(await daemon.stop(5000)).toBe(false);
    expect(processBegan(child)).toBeUndefined();
    await daemon.stop(5000);
  });

  it('does not take a process with the same pid for its own', () => {
    const daemon = new Daemon(fleet, 'reused');
    writeFileSync(join(dir, 'run', 'reused.pid'), `${process.pid} 1\n`);
    expect(daemon.pid).toBeUndefined();
  });
});
