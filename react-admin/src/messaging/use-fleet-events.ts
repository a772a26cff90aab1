import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { deadLettersOf, outboxOf } from '../api/fleet';
import { SERVICES, type ServiceName } from '../api/services';

const EVERY_MS = 15_000;

export interface ServiceEvents {
  pending: number;
  lagSeconds: number;
  failed: number;
}

/** How the events of each service go, in the order of SERVICES. */
export function useFleetEvents(): UseQueryResult<ServiceEvents>[] {
  return useQueries({
    queries: SERVICES.map((service) => ({
      queryKey: ['messaging', service, 'summary'],
      queryFn: ({ signal }: { signal: AbortSignal }) => summaryOf(service, signal),
      refetchInterval: EVERY_MS,
    })),
  });
}

async function summaryOf(service: ServiceName, signal: AbortSignal): Promise<ServiceEvents> {
  const one = { page: 1, limit: 1 };
  const [outbox, dead] = await Promise.all([outboxOf(service, one, signal), deadLettersOf(service, one, signal)]);
  return { pending: outbox.pending, lagSeconds: outbox.lagSeconds, failed: dead.meta.total };
}
