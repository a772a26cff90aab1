const LOOK_EVERY_MS = 20;
const PATIENCE_SECONDS = 120;

export interface WaitOptions {
  /** What is waited for, for the message of a failed test. */
  what?: string;
  /** Stated only where a promise states it; the default is generous, because a wait ends when the thing is there. */
  seconds?: number;
  /** Between two looks, in milliseconds. */
  everyMs?: number;
}

/**
 * Asks until `wanted` accepts the answer, and answers it: the one wait of all tests (tests/unit/waits.spec.ts).
 *
 * The deadline counts the pauses between looks, not the clock on the wall. On a busy machine each pause and each look
 * takes longer, for the thing that is waited for as for the test, and the deadline stretches with them.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  wanted: (value: T) => boolean = Boolean,
  { what = `${ask}`, seconds = PATIENCE_SECONDS, everyMs = LOOK_EVERY_MS }: WaitOptions = {},
): Promise<T> {
  for (let waited = 0; ; waited += everyMs) {
    const value = await ask();
    if (wanted(value)) return value;
    if (waited > seconds * 1000) {
      throw new Error(`${what}: not within ${seconds} s; last seen: ${JSON.stringify(value)?.slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** A promise that the test itself resolves: it holds a handler, a loader or a request where the test wants it. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
