import { type QueryFunctionContext, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Reading } from './tile';

export const MINUTE_MS = 60_000;

/** A value that a tile shows, read again every minute while the page is looked at. */
export function useReading<T>(key: string[], read: (context: QueryFunctionContext) => Promise<T>) {
  const query = useQuery({ queryKey: ['dashboard', ...key], queryFn: read, refetchInterval: MINUTE_MS });
  return { query, reading: readingOf([query]) };
}

/** What was read in several requests is as old as the oldest of them. */
export function readingOf(queries: UseQueryResult<unknown>[]): Reading {
  // A refusal is something that was read, too.
  const times = queries.map((query) => Math.max(query.dataUpdatedAt, query.errorUpdatedAt)).filter((at) => at > 0);
  return {
    readAt: times.length > 0 ? Math.min(...times) : 0,
    isReading: queries.some(({ isFetching }) => isFetching),
    again: () => {
      for (const query of queries) void query.refetch();
    },
  };
}
