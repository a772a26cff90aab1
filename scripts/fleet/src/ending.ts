/** Aborted when this command is about to end: from then on it starts nothing more and waits for nothing to come up. */
export const ending = new AbortController();

export function refuseWhenEnding(): void {
  if (ending.signal.aborted) throw new Error('interrupted');
}
