import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DaemonCommand } from './daemon.js';
import { ending } from './ending.js';
import { signalGroup } from './process-table.js';
import { PartFailure } from './progress.js';

/**
 * Runs a command to its end with its output in `log`. It ends with this one unless this one is killed; then the next
 * knows it by its output: call `endLeftBehind(log)` before touching what it may be writing.
 */
export async function runLogged(log: string, { command, args, env, cwd }: DaemonCommand): Promise<void> {
  ending.signal.throwIfAborted();
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const output = openSync(log, 'w', 0o600);
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const stop = () => child.pid && signalGroup(child.pid, 'SIGKILL');
  ending.signal.addEventListener('abort', stop);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  }).finally(() => ending.signal.removeEventListener('abort', stop));
  if (code !== 0) throw new PartFailure(`${command} ended with ${code ?? signal}`, log);
}
