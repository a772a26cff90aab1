import { accountWaitSeconds, addressWaitSeconds, countFailure, forgottenBefore, lockedUntil } from './lockout.js';

const rules = { threshold: 5, maxSeconds: 900 };
const now = new Date('2026-11-23T12:00:00.000Z');

describe('lockout', () => {
  it('lets four wrong passwords pass, then makes each further one wait twice as long, up to the limit', () => {
    const waits = [1, 4, 5, 6, 7, 8, 12, 13, 14, 100, 100_000].map((n) => addressWaitSeconds(n, rules));
    expect(waits).toEqual([0, 0, 5, 10, 20, 40, 640, 900, 900, 900, 900]);
  });

  it('never waits longer than the setting, also when that is short', () => {
    expect(addressWaitSeconds(9, { threshold: 5, maxSeconds: 3 })).toBe(3);
    expect(accountWaitSeconds(900, { threshold: 5, maxSeconds: 3 })).toBe(3);
  });

  it('slows a whole account down ten times later, and for a minute at most', () => {
    expect([49, 50, 51, 52, 53, 54, 1000].map((n) => accountWaitSeconds(n, rules))).toEqual([0, 5, 10, 20, 40, 60, 60]);
  });

  it('counts on, and starts anew after four of the longest waits', () => {
    expect(countFailure(null, now, rules)).toBe(1);
    expect(countFailure({ failures: 4, lastFailedAt: new Date(now.getTime() - 3_600_000) }, now, rules)).toBe(5);
    expect(countFailure({ failures: 4, lastFailedAt: new Date(now.getTime() - 3_600_001) }, now, rules)).toBe(1);
    expect(forgottenBefore(now, rules)).toEqual(new Date('2026-11-23T11:00:00.000Z'));
  });

  it('turns a wait into a time', () => {
    expect(lockedUntil(now, 0)).toBeNull();
    expect(lockedUntil(now, 40)).toEqual(new Date('2026-11-23T12:00:40.000Z'));
  });
});
