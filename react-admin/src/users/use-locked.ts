import { useQuery } from '@tanstack/react-query';
import type { Records } from '../api/records';
import { users } from '../api/services';

/** Whether wrong passwords keep a user from signing in just now; a user's own record does not say. */
export function useLocked(user: Records['users'] | undefined): boolean {
  const { data } = useQuery({
    queryKey: ['users', 'locked', user?.id],
    enabled: user !== undefined,
    queryFn: async ({ signal }) => {
      const query = { ids: String(user?.id), locked: 'true' } as const;
      const { data } = await users.GET('/api/v1/users', { params: { query }, signal });
      return data?.meta.total === 1;
    },
  });
  return data ?? false;
}
