import { useQuery } from '@tanstack/react-query';
import { useRecordContext } from 'ra-core';
import type { Records } from '../api/records';
import { users } from '../api/services';

/** What the page's user may do, each permission with the roles that it comes from. A deleted user may do nothing. */
export function useEffectivePermissions() {
  const user = useRecordContext<Records['users'] & { deletedAt?: string | null }>();
  const id = user?.id as number;
  return useQuery({
    queryKey: ['users', 'permissions', id, user?.version],
    enabled: user !== undefined && !user.deletedAt,
    queryFn: async ({ signal }) =>
      (await users.GET('/api/v1/users/{id}/permissions', { params: { path: { id: String(id) } }, signal })).data
        ?.data ?? [],
  });
}
