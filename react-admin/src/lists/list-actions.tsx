import { useResourceContext, useResourceDefinition } from 'ra-core';
import type { ReactNode } from 'react';
import { ColumnsButton, CreateButton, FilterButton, TopToolbar } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { ExportButton } from './export-button';

interface Props {
  csv: boolean;
  columns: boolean;
  /** See ListPage. */
  create?: ReactNode;
}

/** The filter button also keeps the saved views: filters, sort and page size under a name. */
export function ListActions({ csv, columns, create }: Props) {
  const resource = useResourceContext() as string;
  const { hasCreate } = useResourceDefinition();
  const mayCreate = useMay(permissionFor(resource, 'create'));
  return (
    <TopToolbar>
      <FilterButton />
      {columns && <ColumnsButton />}
      {csv && <ExportButton />}
      {hasCreate && mayCreate && <CreateButton />}
      {create}
    </TopToolbar>
  );
}
