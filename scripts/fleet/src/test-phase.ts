import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ending } from './ending.js';
import { ROOT } from './fleet.js';
import { signalGroup } from './process-table.js';
import { say } from './progress.js';

export interface PhaseResult {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
}

/** The part of Jest's --json report that is summed up. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

/** Jest writes its report when all tests are done; a process that lives on has left a connection or timer open. */
const LINGER_MS = 20_000;
/** No test of a phase may take so long (jest.config.js), however busy the machine is; in `check`, nor may what is before Jest. */
const STALL_MINUTES = 20;

/** Has Jest say how far it is (jest-progress.ts), in the file that `PROGRESS_FILE` names. */
export const REPORTERS = ['--reporters=default', `--reporters=${join(ROOT, 'scripts/fleet/dist/jest-progress.js')}`];

/** Counts a report; a file of tests that could not run at all is one failure, and so is a command that fails otherwise. */
export function countTests(report: JestReport | undefined, exitCode: number): { passed: number; failed: number } {
  const passed = report?.numPassedTests ?? 0;
  const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/**
 * Runs a command that has Jest write its report, with output as it comes. `command` is given the report's file name. There is
 * no time in which it has to be done: it is ended when nothing in it has begun or ended for long.
 */
export async function runPhase(
  name: string,
  command: (report: string) => [string, ...string[]],
  { env, dir }: { env: Record<string, string>; dir: string },
): Promise<PhaseResult> {
  ending.signal.throwIfAborted();
  say(`${name} …`);
  const began = Date.now();
  const file = join(dir, `${name}.json`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const progress = join(dir, `${name}.progress`);
  for (const old of [file, progress]) rmSync(old, { force: true });
  const exitCode = await run(command(file), { ...env, PROGRESS_FILE: progress }, file, STALL_MINUTES * 60_000);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JestReport) : undefined;
  const seconds = Math.round((Date.now() - began) / 1000);
  const result = { name, ...countTests(report, exitCode), seconds };
  say(`${name}: ${result.passed} passed, ${result.failed} failed`);
  return result;
}

/** Why a run is to be ended in which nothing has begun or ended for `stallMs`, with what was going on; undefined while it goes on. */
export function stall(progress: string, began: number, stallMs: number): string | undefined {
  const at = existsSync(progress) ? statSync(progress).mtimeMs : began;
  if (Date.now() - at < stallMs) return undefined;
  const last = existsSync(progress) ? readFileSync(progress, 'utf8') : 'no test has begun';
  return `nothing has begun or ended for ${stallMs / 60_000} minutes (${last})`;
}

/** In a process group of its own, so that ending the run ends all that the command started. */
async function run(
  [program, ...args]: [string, ...string[]],
  env: Record<string, string>,
  report: string,
  stallMs: number,
): Promise<number> {
  const child: ChildProcess = spawn(program, args, {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => void (child.pid !== undefined && signalGroup(child.pid, 'SIGKILL'));
  const endBecause = (reason: string) => {
    console.error(`${reason}: ended`);
    end();
  };
  const began = Date.now();
  const watching = setInterval(() => {
    const done = existsSync(report) && Date.now() - statSync(report).mtimeMs > LINGER_MS;
    if (done) endBecause('all tests are done, but Jest does not exit: one of them leaves a connection or timer open');
    const stalled = stall(String(env.PROGRESS_FILE), began, stallMs);
    if (stalled && !done) endBecause(stalled);
  }, 1000);
  ending.signal.addEventListener('abort', end);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    clearInterval(watching);
    ending.signal.removeEventListener('abort', end);
  }
}
