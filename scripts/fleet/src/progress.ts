import { existsSync, readFileSync } from 'node:fs';

const began = Date.now();

export function secondsSoFar(): number {
  return (Date.now() - began) / 1000;
}

/** 725 seconds as 12:05. */
export function inMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A line of progress that begins with the seconds since the command began. */
export function say(text: string): void {
  const seconds = secondsSoFar().toFixed(1);
  console.log(`${`${seconds}s`.padStart(7)}  ${text}`);
}

/** What failed, and the log that says more. */
export class PartFailure extends Error {
  constructor(
    message: string,
    readonly log?: string,
  ) {
    super(message);
  }
}

/** Runs `work`; what it throws becomes a `PartFailure` that knows the part's log. */
export async function inPart<T>(log: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PartFailure ? error : new PartFailure((error as Error).message, log);
  }
}

export function lastLines(file: string, count: number): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
}

export function explain(error: unknown): void {
  console.error(`\nFailed: ${(error as Error).message}`);
  if (!(error instanceof PartFailure) || !error.log) return;
  const lines = lastLines(error.log, 20);
  if (lines.length === 0) return;
  console.error(`\nThe last lines of ${error.log}:`);
  for (const line of lines) console.error(`  ${line}`);
}

/** Columns as wide as their widest cell. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
