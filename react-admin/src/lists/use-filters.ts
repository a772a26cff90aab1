import { useResourceContext } from 'ra-core';
import type { ReactElement } from 'react';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { deleted } from './filters';

/** A resource's own filters, and deleted records for who may restore them. */
export function useFilters(own: ReactElement[]): ReactElement[] {
  const resource = useResourceContext() as string;
  return useMay(permissionFor(resource, 'delete')) ? [...own, deleted] : own;
}
