import { parseArgs } from 'node:util';
import { ending } from './ending.js';
import { explain } from './progress.js';
import { MAX_SEED } from './variation.js';

const USAGE = 2;
const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type Options = Record<string, { type: 'string' | 'boolean'; short?: string }>;

export interface Arguments<T extends Options> {
  values: { [K in keyof T]?: T[K]['type'] extends 'string' ? string : boolean };
  positionals: string[];
}

/** A command line that cannot be obeyed as it stands: exit code 2. */
export class UsageError extends Error {}

/** Reads the command line. Unknown options are refused; `--help` prints `help` and ends. */
export function readArguments<T extends Options>(help: string, options: T, allowPositionals = false): Arguments<T> {
  try {
    const config = { options: { ...options, help: { type: 'boolean', short: 'h' } } as const, allowPositionals };
    const parsed = parseArgs(config);
    if ((parsed.values as { help?: boolean }).help) {
      console.log(help.trim());
      process.exit(0);
    }
    return parsed as Arguments<T>;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help.trim()}`);
    process.exit(USAGE);
  }
}

/** `--port-offset`: a whole number from 0, small enough that every port stays one. */
export function parseOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const offset = Number(text);
  if (!/^\d+$/.test(text) || offset > 50_000)
    throw new UsageError('--port-offset must be a whole number from 0 to 50000');
  return offset;
}

/** A whole number from 1, for `option`. */
export function parseCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`${option} must be a whole number from 1`);
  return Number(text);
}

/** `--seed`: what Jest takes for one, without a sign. */
export function parseSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (!/^\d{1,10}$/.test(text) || seed > MAX_SEED)
    throw new UsageError(`--seed must be a whole number up to ${MAX_SEED}`);
  return seed;
}

/** Runs a command to its end; a number it answers is the exit code. Its error is explained, and on a failure or a signal `undo` runs before the process ends. */
export async function runCommand(work: () => Promise<unknown>, undo?: () => Promise<void>): Promise<never> {
  // Whoever reads the output may stop reading (`| head`): the work goes on all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let ended: Promise<never> | undefined;
  const end = (code: number) => {
    ended ??= (async () => {
      ending.abort();
      if (code !== 0) await undo?.().catch((error: unknown) => console.error(error));
      process.exit(code);
    })();
    return ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!ended) console.error(`\n${signal}: stopping what this run started`);
      void end(SIGNAL_CODES[signal]);
    });
  }
  try {
    const code = await work();
    return await end(typeof code === 'number' ? code : 0);
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}\nSee --help.`);
    else if (!ended) explain(error);
    return await end(error instanceof UsageError ? USAGE : 1);
  }
}
