import { Counter, register } from 'prom-client';

/**
 * The process' counter of this name. Its labels must have few values, known beforehand: each combination is a series
 * that Prometheus keeps for weeks.
 */
export function counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
  const known = register.getSingleMetric(name) as Counter<Label> | undefined;
  return known ?? new Counter({ name, help, labelNames });
}
