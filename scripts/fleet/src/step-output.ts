import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** What a service logs; anything else that a step prints is meant for the person who waits for it. */
const LOG_LINE = /^\{/;

/**
 * Writes all that a step prints into `log`, passes each line for the person on, and answers the exit code when it has
 * ended. A step has no deadline: how long it takes is the disk's business, and whoever has waited enough can interrupt.
 */
export async function followStep(child: ChildProcess, log: string, tell: (line: string) => void): Promise<number> {
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const output = createWriteStream(log, { flags: 'w', mode: 0o600 });
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => LOG_LINE.test(line) || tell(line));
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    await new Promise((resolve) => output.end(resolve));
  }
}
