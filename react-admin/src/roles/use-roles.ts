import { useGetList } from 'ra-core';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';

/** More than anybody makes: there is no second page of choices. */
const ALL = { pagination: { page: 1, perPage: 1000 }, sort: { field: 'name', order: 'ASC' as const } };

/** All roles by name; none for who may not read them. */
export function useRoles() {
  return useGetList<Records['roles']>('roles', ALL, { enabled: useMay('roles:read') });
}
