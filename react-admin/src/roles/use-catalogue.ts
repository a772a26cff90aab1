import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { beyond } from '../access/beyond';
import { useMay } from '../access/use-may';
import { users } from '../api/services';
import { useUser } from '../session/use-user';
import { type Area, areasOf } from './matrix';

/** Everything that a role can give. It never changes while a release runs. Empty for who may not read roles. */
export function useCatalogue() {
  const may = useMay('roles:read');
  const { data, error } = useQuery({
    queryKey: ['permissions'],
    enabled: may,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => (await users.GET('/api/v1/permissions', { signal })).data?.data ?? [],
  });
  const areas: Area[] = areasOf(data ?? []);
  const known = (data ?? []).flatMap(({ permissions }) => permissions.map(({ name }) => name));
  return { areas, known, error, isPending: may && !data && !error };
}

/** Which of some permissions the reader lacks: those they can neither give nor take. */
export function useBeyond() {
  const { known } = useCatalogue();
  const held = useUser()?.permissions ?? [];
  return (wanted: readonly string[]): string[] => beyond(held, wanted, known);
}

/** What a permission allows, in the reader's language; the service's own words for one without translation. */
export function usePermissionWords() {
  const translate = useTranslate();
  return (name: string, description?: string): string =>
    translate(`resources.roles.permissions.${name}`, { _: description ?? name });
}
