import { ending } from '../ending.js';
import { say } from '../progress.js';

const EVERY_MS = 3000;

export interface Watched {
  /** Bytes done so far: while it grows, the work is alive. */
  bytes: () => number;
  /** What to tell the person who waits. */
  line: () => string;
  /** How long it may stand still, in ms. */
  stallMs: number;
}

/**
 * Runs `work` with a line of progress every 3 s. Its signal is aborted when this command ends, and when nothing has
 * moved for `stallMs`, however long the whole may take.
 */
export async function watched<T>(
  { bytes, line, stallMs }: Watched,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stalled = new AbortController();
  let seen = -1;
  let movedAt = Date.now();
  const timer = setInterval(() => {
    if (bytes() !== seen) {
      seen = bytes();
      movedAt = Date.now();
    } else if (Date.now() - movedAt > stallMs) stalled.abort();
    say(line());
  }, EVERY_MS);
  try {
    return await work(AbortSignal.any([ending.signal, stalled.signal]));
  } catch (error) {
    if (ending.signal.aborted) throw new Error('interrupted');
    if (stalled.signal.aborted) throw new Error(`${line()}: and nothing more for ${stallMs / 1000} s`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
