import { readdirSync, readFileSync } from 'node:fs';
import { asEnvironment, type Environment } from './environment.js';

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
