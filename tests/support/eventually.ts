import { until } from '../../packages/service-kit/test/until.js';

/** `until` in the order in which tests of a whole fleet say it. */
export const eventually = <T>(
  what: string,
  ask: () => Promise<T>,
  found: (value: T) => boolean,
  seconds?: number,
): Promise<T> => until(ask, found, { what, seconds, everyMs: 100 });
