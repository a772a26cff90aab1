import { Gauge, register } from 'prom-client';

/** Labels and value of one series; without labels the metric has a single one. */
export type Reading = [labels: Record<string, string>, value: number];

/**
 * A gauge that asks `read` at each scrape. What `read` leaves out is not shown: no number is better than an old one.
 * Registered again (a second application in one process), the last one counts.
 */
export function gauge(
  name: string,
  help: string,
  labelNames: string[],
  read: () => Promise<Reading[]> | Reading[],
): void {
  register.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    labelNames,
    async collect() {
      const readings = await read();
      this.reset();
      // A metric without labels begins anew at 0, which would be a claim.
      if (readings.length === 0 && labelNames.length === 0) this.remove();
      for (const [labels, value] of readings) this.set(labels, value);
    },
  });
}
