import { WindowCounter } from './window.counter.js';

describe('WindowCounter', () => {
  it('counts within a window and begins again after it', () => {
    const counter = new WindowCounter();
    expect(counter.hit('a', 1000, 0)).toEqual({ hits: 1, remainingMs: 1000 });
    expect(counter.hit('a', 1000, 400)).toEqual({ hits: 2, remainingMs: 600 });
    expect(counter.hit('b', 1000, 400).hits).toBe(1);
    expect(counter.hit('a', 1000, 1000)).toEqual({ hits: 1, remainingMs: 1000 });
  });

  it('forgets ended windows when there are many', () => {
    const counter = new WindowCounter();
    for (let i = 0; i < 10_000; i++) counter.hit(`old-${i}`, 1000, 0);
    counter.hit('new', 1000, 2000);
    expect(counter.size).toBe(1);
  });
});
