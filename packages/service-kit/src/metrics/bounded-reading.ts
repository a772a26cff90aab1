/** Within Prometheus' scrape_timeout (docker/monitoring/prometheus/prometheus.yml), with room for everything else. */
const DEADLINE_MS = 2000;
/** Several metrics of one scrape, and scrapes by several Prometheus servers, share an answer this old. */
const KEEP_MS = 1000;

/**
 * Something that metrics ask of a server which may be slow or dead. A scrape never waits longer than the deadline and
 * never adds to the load: while one read is under way no other is begun.
 */
export class BoundedReading<T> {
  private running?: Promise<T | undefined>;
  private kept?: { value: T | undefined; until: number };

  constructor(
    private readonly read: () => Promise<T>,
    private readonly limits = { deadlineMs: DEADLINE_MS, keepMs: KEEP_MS },
  ) {}

  /** The newest answer; undefined when it failed or was late. */
  async latest(): Promise<T | undefined> {
    if (this.kept && performance.now() < this.kept.until) return this.kept.value;
    this.running ??= this.begin();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.limits.deadlineMs);
    });
    return Promise.race([this.running, late]).finally(() => clearTimeout(timer));
  }

  // Only here is `running` cleared, however late: the read itself must end before the next one begins.
  private async begin(): Promise<T | undefined> {
    const value = await this.read().catch(() => undefined);
    this.kept = { value, until: performance.now() + this.limits.keepMs };
    this.running = undefined;
    return value;
  }
}
