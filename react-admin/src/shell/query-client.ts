import { QueryClient } from '@tanstack/react-query';

/** A refusal is an answer and is not asked for again; what did not answer is, once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && ![400, 401, 403, 404, 409, 422].includes(statusOf(error)),
      staleTime: 5000,
    },
  },
});

function statusOf(error: unknown): number {
  return (error as { status?: number }).status ?? 0;
}
