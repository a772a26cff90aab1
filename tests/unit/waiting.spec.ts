import { expectRatioBelow, lowerQuartile } from '../../packages/service-kit/test/timing.js';
import { until } from '../../packages/service-kit/test/until.js';

describe('until', () => {
  it('answers what it waited for', async () => {
    let asked = 0;
    expect(
      await until(
        () => ++asked,
        (count) => count === 3,
        { everyMs: 1 },
      ),
    ).toBe(3);
  });

  it('says what it saw last when that does not come', async () => {
    const waiting = until(
      () => ({ rows: 2 }),
      ({ rows }) => rows === 3,
      { what: 'three rows', seconds: 0.05, everyMs: 10 },
    );
    await expect(waiting).rejects.toThrow('three rows: not within 0.05 s; last seen: {"rows":2}');
  });

  it('looks as often on a machine on which each look takes long', async () => {
    let looks = 0;
    const slow = async () => {
      looks += 1;
      const end = performance.now() + 20;
      while (performance.now() < end);
      return looks === 6;
    };
    expect(await until(slow, Boolean, { seconds: 0.05, everyMs: 10 })).toBe(true);
  });
});

describe('expectRatioBelow', () => {
  it('measures again when other work got in the way', async () => {
    const ratios = [3, 2.5, 1.1];
    await expectRatioBelow(2, async () => ratios.shift() ?? 0);
    expect(ratios).toEqual([]);
  });

  it('fails with every ratio when none is below the bound', async () => {
    await expect(expectRatioBelow(2, async () => 2)).rejects.toThrow(
      'expected a ratio below 2, measured 2.00, 2.00, 2.00, 2.00, 2.00, 2.00, 2.00, 2.00',
    );
  });

  it('compares what a quarter of the runs stayed below', () => {
    expect(lowerQuartile([9, 1, 8, 2, 7, 3, 6, 4])).toBe(3);
  });
});
