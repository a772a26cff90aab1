/** How many milliseconds `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** How long a timer of `ms` really takes in this process now: what a time limit is compared with. */
export const timer = (ms: number) => timed(() => new Promise((resolve) => setTimeout(resolve, ms)));

/** The time that a quarter of the runs stayed below: other work on the machine only adds, and adds least to these. */
export function lowerQuartile(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 4)] ?? Number.NaN;
}

/** Runs all kinds of work in turn, so that what else the machine does meets all of them, and answers each one's quartile. */
export async function interleaved<K extends string>(
  works: Record<K, () => Promise<unknown>>,
  turns: number,
): Promise<Record<K, number>> {
  const kinds = Object.keys(works) as K[];
  const times = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Record<K, number[]>;
  for (let turn = 0; turn < turns; turn++) for (const kind of kinds) times[kind].push(await timed(works[kind]));
  return Object.fromEntries(kinds.map((kind) => [kind, lowerQuartile(times[kind])])) as Record<K, number>;
}

const ROUNDS = 8;

/**
 * Measures again until the ratio is below `bound`. What is too slow is so in every round; what other work on the machine
 * slowed down is measured once more.
 */
export async function expectRatioBelow(bound: number, measure: () => Promise<number>): Promise<void> {
  const ratios: number[] = [];
  while (ratios.length < ROUNDS) {
    const ratio = await measure();
    if (ratio < bound) return;
    ratios.push(ratio);
  }
  throw new Error(`expected a ratio below ${bound}, measured ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`);
}
