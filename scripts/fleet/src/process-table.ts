import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { asEnvironment, type Environment } from './environment.js';
import { waitFor } from './wait.js';

/** When the process began, in clock ticks since boot; undefined when it is gone or only waits to be reaped. */
export function processBegan(pid: number): string | undefined {
  const fields = stat(pid);
  return fields && fields[0] !== 'Z' ? fields[19] : undefined;
}

/** Whether any process of the group still runs. */
export function groupLives(group: number): boolean {
  // A group of which only the dead leader is left, unreaped, still takes signals.
  return signalGroup(group, 0) && stat(group)?.[0] !== 'Z';
}

export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/** The processes whose output goes to `file`, whatever became of the one that started them. */
export function processesWritingTo(file: string): number[] {
  const target = statOf(file);
  if (!target) return [];
  const isTarget = (open: Stats | undefined) => open?.ino === target.ino && open.dev === target.dev;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isTarget(statOf(`/proc/${pid}/fd/1`)) || isTarget(statOf(`/proc/${pid}/fd/2`)))
    .map(Number)
    .filter((pid) => processBegan(pid) !== undefined);
}

/** The process with its output in `file` that was started as one that outlives its command, not the children it has. */
export function daemonWritingTo(file: string): number | undefined {
  const pids = processesWritingTo(file);
  return pids.find((pid) => {
    const [, parent, , session] = stat(pid) ?? [];
    // RabbitMQ's helpers have sessions of their own, too.
    return session === String(pid) && !pids.includes(Number(parent));
  });
}

/** Ends what an earlier command, which was killed, left running with its output in `file`. */
export async function endLeftBehind(file: string): Promise<void> {
  const pids = processesWritingTo(file).filter((pid) => pid !== process.pid);
  for (const pid of pids) kill(pid);
  const gone = () => pids.every((pid) => processBegan(pid) === undefined);
  await waitFor(gone, { what: `${pids.join(', ')} to end after a kill`, deadlineMs: 5000, everyMs: 20 });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined; // not there, or of another user's process
  }
}

/** The environment that a process was started with. */
export function environmentOf(pid: number): Environment {
  return asEnvironment(readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0'));
}

/** Memory that the processes of a group really hold, in MiB. */
export function residentMemory(group: number): number {
  const members = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && stat(Number(name))?.[2] === String(group),
  );
  return Math.round(members.reduce((sum, pid) => sum + residentKilobytes(pid), 0) / 1024);
}

function residentKilobytes(pid: string): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // ended meanwhile
  }
}

function stat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in parentheses and may hold spaces; the state follows it.
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
