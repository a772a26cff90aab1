export interface WindowCount {
  hits: number;
  /** Milliseconds until the window ends and counting begins again. */
  remainingMs: number;
}

/** From this many addresses on the ended windows are swept out. */
const SWEEP_AT = 10_000;

/** Fixed windows in this process' memory. */
export class WindowCounter {
  private readonly windows = new Map<string, { hits: number; endsAt: number }>();
  private sweepAt = SWEEP_AT;

  hit(key: string, windowMs: number, now = Date.now()): WindowCount {
    if (this.windows.size >= this.sweepAt) this.sweep(now);
    let window = this.windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { hits: 0, endsAt: now + windowMs };
      this.windows.set(key, window);
    }
    window.hits += 1;
    return { hits: window.hits, remainingMs: window.endsAt - now };
  }

  get size(): number {
    return this.windows.size;
  }

  private sweep(now: number): void {
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
    // Twice what is left: a flood of addresses must not mean a walk over all of them for each request.
    this.sweepAt = Math.max(SWEEP_AT, this.windows.size * 2);
  }
}
