import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from './environment.js';
import type { Variation } from './variation.js';

/** A run's seed; set in every process that is under a variation. */
const SEED = 'HYBRID_VARIATION';

/**
 * The variables with which a process and its children are where, when and in which language the variation says.
 * `library` gives them another clock; what that shows is read from the file `clock`.
 */
export function variedEnvironment(
  { seed, timeZone, locale }: Variation,
  library: string,
  clock: string,
): Record<string, string> {
  return {
    [SEED]: String(seed),
    TZ: timeZone,
    LC_ALL: locale,
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
    // Deadlines and timers count on as ever.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}

const NAMES = Object.keys(
  variedEnvironment({ seed: 0, timeZone: '', locale: '', occasion: '', moment: new Date(0) }, '', ''),
);

/** Those that this process was given, for what it starts; none outside a variation, whatever a person has set. */
export function inheritedVariation(from: NodeJS.ProcessEnv = process.env): Environment {
  if (!from[SEED]) return {};
  return Object.fromEntries(NAMES.map((name) => [name, from[name] ?? '']));
}

/** For programs that keep lengths of time and compare no times of day with others. */
export function withRealClock({ LD_PRELOAD: _, ...env }: Record<string, string>): Record<string, string> {
  return env;
}

/** Every process looks at the file once a second: all have one clock, which shows `moment` now and goes on from there. */
export function setClock(file: string, moment: Date): void {
  const ahead = (moment.getTime() - Date.now()) / 1000;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // In one step: a process that finds half a number ends.
  writeFileSync(`${file}.next`, `${ahead < 0 ? '' : '+'}${ahead.toFixed(3)}\n`);
  renameSync(`${file}.next`, file);
}
