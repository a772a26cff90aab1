import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from './atomic-file.js';
import { ending, refuseWhenEnding } from './ending.js';
import { type Fleet, logFile, runDir } from './fleet.js';
import { daemonWritingTo, endLeftBehind, groupLives, processBegan, signalGroup } from './process-table.js';
import { inheritedVariation } from './varied-environment.js';
import { waitFor } from './wait.js';

export interface DaemonCommand {
  command: string;
  args: string[];
  /** The whole environment of the process: nothing is inherited. */
  env: Record<string, string>;
  cwd?: string;
}

/** What a process needs of its surroundings besides its own settings; under a variation of tests also where and when it is. */
export function surroundings(): Record<string, string> {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH: PATH ?? '/usr/bin:/bin', HOME, LANG, TMPDIR, ...inheritedVariation() }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as Record<string, string>;
}

/**
 * A process that outlives this one, known by a pid file. The file also keeps when the process began, so that another
 * process that was given the same pid later is never taken for it. Where a command was killed before it wrote the file,
 * the process is known by its output, which goes to its log.
 */
export class Daemon {
  constructor(
    private readonly fleet: Fleet,
    readonly name: string,
  ) {}

  get log(): string {
    return logFile(this.fleet, this.name);
  }

  async start({ command, args, env, cwd }: DaemonCommand): Promise<void> {
    for (const dir of [runDir(this.fleet), dirname(this.log)]) mkdirSync(dir, { recursive: true, mode: 0o700 });
    await endLeftBehind(this.log);
    refuseWhenEnding();
    // A log is of one run; that of the run before is kept beside it.
    if (existsSync(this.log)) renameSync(this.log, `${this.log}.1`);
    const output = openSync(this.log, 'a', 0o600);
    // Its own process group: a Ctrl-C in the terminal does not reach it, and stopping it reaches its children.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    child.on('error', (error) => console.error(`${this.name}: ${error.message}`));
    if (child.pid === undefined) throw new Error(`${this.name}: cannot run ${command}`);
    child.unref();
    replaceFile(this.pidFile, `${child.pid} ${processBegan(child.pid) ?? ''}\n`);
  }

  /** Its pid while it runs. */
  get pid(): number | undefined {
    const recorded = this.recorded();
    if (recorded && processBegan(recorded.pid) === recorded.began) return recorded.pid;
    return daemonWritingTo(this.log);
  }

  /** Why it is no use to wait until it answers; undefined while it may. */
  hopeless(): string | undefined {
    if (ending.signal.aborted) return 'interrupted';
    return this.pid === undefined ? 'its process ended' : undefined;
  }

  /** Asks it to stop and waits until it has; after the deadline it is killed. `false`: it was not running. */
  async stop(deadlineMs: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<boolean> {
    const pid = this.pid;
    if (pid !== undefined) {
      process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
      const gone = () => !groupLives(pid);
      await waitFor(gone, { what: `${this.name} to stop`, deadlineMs, everyMs: 50 }).catch(async () => {
        signalGroup(pid, 'SIGKILL');
        await waitFor(gone, { what: `${this.name} to stop after a kill`, deadlineMs: 5000 });
      });
    }
    await endLeftBehind(this.log); // its children, where it was killed itself
    rmSync(this.pidFile, { force: true });
    return pid !== undefined;
  }

  private get pidFile(): string {
    return join(runDir(this.fleet), `${this.name}.pid`);
  }

  private recorded(): { pid: number; began: string } | undefined {
    try {
      const [pid, began] = readFileSync(this.pidFile, 'utf8').trim().split(' ');
      return pid && began ? { pid: Number(pid), began } : undefined;
    } catch {
      return undefined;
    }
  }
}
