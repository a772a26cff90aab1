/** Everything that Jest could fake but the date: timers, promises and servers go on as they are. */
const REAL = [
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const;

/** Stops `Date` until `releaseClock`, so that what is kept or left alone for a time stays so however slow the machine is. */
export function holdClock(): void {
  jest.useFakeTimers({ doNotFake: [...REAL] });
}

export function advanceClock(ms: number): void {
  jest.setSystemTime(Date.now() + ms);
}

export function releaseClock(): void {
  jest.useRealTimers();
}
