/**
 * The permissions of `wanted` that `held` lacks, as the services count it: who lacks one can neither give it nor change
 * who holds it. Those that this release does not know (not in `known`) give nothing, so nobody lacks them.
 */
export function beyond(held: readonly string[], wanted: readonly string[], known: readonly string[]): string[] {
  return [...new Set(wanted)].filter((name) => known.includes(name) && !held.includes(name)).sort();
}
