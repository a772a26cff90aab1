import { BoundedReading } from './bounded-reading.js';

const LIMITS = { deadlineMs: 30, keepMs: 60 };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a bounded reading', () => {
  it('is shared by those who ask at the same time, and by those who ask soon after', async () => {
    let reads = 0;
    const reading = new BoundedReading(async () => ++reads, LIMITS);
    expect(await Promise.all([reading.latest(), reading.latest()])).toEqual([1, 1]);
    expect(await reading.latest()).toBe(1);
    jest.advanceTimersByTime(LIMITS.keepMs - 1);
    expect(await reading.latest()).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await reading.latest()).toBe(2);
  });

  it('answers nothing in time when the read hangs, begins no second one meanwhile, and recovers', async () => {
    const reads: ((value: string) => void)[] = [];
    const reading = new BoundedReading(() => new Promise<string>((resolve) => reads.push(resolve)), LIMITS);
    const answers: unknown[] = [];
    const ask = async () => answers.push(await reading.latest());
    const asking = [ask(), ask()];
    await jest.advanceTimersByTimeAsync(LIMITS.deadlineMs - 1);
    expect(answers).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(answers).toEqual([undefined, undefined]);
    asking.push(ask());
    await jest.advanceTimersByTimeAsync(LIMITS.deadlineMs);
    expect(answers).toEqual([undefined, undefined, undefined]);
    await Promise.all(asking);
    expect(reads).toHaveLength(1);
    reads[0]?.('late, but the newest');
    expect(await reading.latest()).toBe('late, but the newest');
  });

  it('answers nothing when the read fails, and keeps that as long as an answer', async () => {
    let reads = 0;
    const reading = new BoundedReading(async () => {
      reads += 1;
      throw new Error('away');
    }, LIMITS);
    expect([await reading.latest(), await reading.latest(), reads]).toEqual([undefined, undefined, 1]);
  });
});
