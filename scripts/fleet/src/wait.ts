export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** For a process to answer after its start, also on a busy machine; a wait ends at once when the process has died. */
export const READY_MS = 5 * 60_000;

export interface WaitOptions {
  /** What is waited for, for the message when the deadline passes. */
  what: string;
  deadlineMs: number;
  everyMs?: number;
  /** Gives a reason to stop waiting at once, for example that the process has died. */
  hopeless?: () => string | undefined;
}

/** Calls `probe` until it answers true. Throws, naming what was waited for, when the deadline passes or all hope is gone. */
export async function waitFor(probe: () => Promise<boolean> | boolean, options: WaitOptions): Promise<void> {
  const end = Date.now() + options.deadlineMs;
  for (;;) {
    if (await probe()) return;
    const reason = options.hopeless?.();
    if (reason) throw new Error(`${options.what}: ${reason}`);
    if (Date.now() >= end) throw new Error(`${options.what}: not after ${options.deadlineMs / 1000} s`);
    await sleep(options.everyMs ?? 100);
  }
}
