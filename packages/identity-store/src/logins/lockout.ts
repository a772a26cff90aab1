/** How wrong passwords slow an account down. Pure arithmetic: times in, times out. */
export interface LockoutRules {
  /** Wrong passwords from one address before it has to wait. */
  threshold: number;
  /** The longest wait, in seconds. */
  maxSeconds: number;
}

export interface FailureCount {
  failures: number;
  lastFailedAt: Date;
}

const FIRST_WAIT_SECONDS = 5;
/** An account may fail this many times as often from all addresses together as from one. */
const ACCOUNT_FACTOR = 10;
/**
 * The account-wide wait stays short: it slows a thousand guessing machines down to one guess a minute, and its owner,
 * on a new machine, waits no longer than that.
 */
const ACCOUNT_MAX_SECONDS = 60;
/** Failures are forgotten after this many of the longest waits without another. */
const FORGET_FACTOR = 4;

function backOff(failures: number, threshold: number, maxSeconds: number): number {
  if (failures < threshold) return 0;
  return Math.min(maxSeconds, FIRST_WAIT_SECONDS * 2 ** Math.min(failures - threshold, 30));
}

/** Seconds that one address waits after its nth failure for one account: 0 below the threshold, then 5, 10, 20 … */
export function addressWaitSeconds(failures: number, rules: LockoutRules): number {
  return backOff(failures, rules.threshold, rules.maxSeconds);
}

/** Seconds that every address unknown to the account waits after the nth failure from all addresses together. */
export function accountWaitSeconds(failures: number, rules: LockoutRules): number {
  return backOff(failures, rules.threshold * ACCOUNT_FACTOR, Math.min(rules.maxSeconds, ACCOUNT_MAX_SECONDS));
}

/** Failures before this time count no longer. */
export function forgottenBefore(now: Date, rules: LockoutRules): Date {
  return new Date(now.getTime() - rules.maxSeconds * FORGET_FACTOR * 1000);
}

/** The count after one more failure at `now`. */
export function countFailure(previous: FailureCount | null, now: Date, rules: LockoutRules): number {
  if (!previous || previous.lastFailedAt < forgottenBefore(now, rules)) return 1;
  return previous.failures + 1;
}

/** Until when to wait, or null. */
export function lockedUntil(now: Date, waitSeconds: number): Date | null {
  return waitSeconds > 0 ? new Date(now.getTime() + waitSeconds * 1000) : null;
}
