import { useQuery } from '@tanstack/react-query';
import { useGetRecordId } from 'ra-core';
import { users } from '../api/services';
import { useUser } from '../session/use-user';

/** What the page's user may do, each permission with the roles that it comes from. An error for a deleted user. */
export function useEffectivePermissions() {
  const id = String(useGetRecordId());
  return useQuery({
    queryKey: ['users', 'permissions', id],
    queryFn: async ({ signal }) =>
      (await users.GET('/api/v1/users/{id}/permissions', { params: { path: { id } }, signal })).data?.data ?? [],
  });
}

/** The permissions of the page's user that the reader does not hold: while there are any, the service refuses changes. */
export function useLacking(): string[] {
  const { data = [] } = useEffectivePermissions();
  const held: readonly string[] = useUser()?.permissions ?? [];
  return data.map(({ permission }) => permission).filter((name) => !held.includes(name));
}
