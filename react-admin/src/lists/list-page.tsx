import { type Theme, useMediaQuery } from '@mui/material';
import { type Identifier, type RaRecord, type SortPayload, useResourceContext } from 'ra-core';
import type { ReactElement, ReactNode } from 'react';
import { DataTable, List, SimpleList } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { UnreadList } from '../records/unread';
import { BulkActions } from './bulk-actions';
import { EmptyList } from './empty-list';
import { ListActions } from './list-actions';
import { ListPagination } from './list-pagination';

interface Props {
  /** Inputs whose sources are the service's filters; `alwaysOn` ones are shown at once. */
  filters: ReactElement[];
  /** Columns of the table: `<DataTable.Col>` each. Every reader may hide some. */
  children: ReactNode;
  /** What a row says on a phone. */
  phone: {
    primary: (record: RaRecord) => ReactNode;
    secondary?: (record: RaRecord) => ReactNode;
    tertiary?: (record: RaRecord) => ReactNode;
  };
  sort?: SortPayload;
  /** false: rows cannot be selected; nor can they by who may do nothing with many. */
  bulk?: boolean;
  /** Of rows that bulk actions leave alone: false. */
  isSelectable?: (id: Identifier) => boolean;
  /** false: the service has no CSV file of them. */
  csv?: boolean;
  /** Columns that are hidden until the reader asks for them. */
  hiddenColumns?: string[];
  /** How a record comes about where the resource has no form for a new one; above the list, and in an empty one. */
  create?: ReactNode;
  /** Where a click on a row leads; its first column has a link to the same. */
  rowClick?: 'show' | 'edit' | false;
}

/** Every list of the admin: server-side search, filters and sort, saved views, columns, bulk actions, CSV. */
export function ListPage({
  filters,
  children,
  phone,
  sort = { field: 'id', order: 'DESC' },
  bulk = true,
  isSelectable,
  csv = true,
  hiddenColumns,
  rowClick = 'show',
  create,
}: Props) {
  const resource = useResourceContext() as string;
  const mayUpdate = useMay(permissionFor(resource, 'update'));
  const mayDelete = useMay(permissionFor(resource, 'delete'));
  const selectable = bulk && (mayUpdate || mayDelete);
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  return (
    <List
      filters={filters}
      sort={sort}
      perPage={25}
      pagination={<ListPagination />}
      error={<UnreadList />}
      actions={<ListActions csv={csv} columns={!small} create={create} />}
      exporter={false}
      empty={false}
    >
      {small ? (
        <SimpleList
          primaryText={phone.primary}
          secondaryText={phone.secondary}
          tertiaryText={phone.tertiary}
          rowClick={rowClick}
          empty={<EmptyList create={create} />}
          // Half transparent it would be too pale to read.
          sx={{ '& .RaSimpleList-tertiary': { opacity: 1 } }}
        />
      ) : (
        <DataTable
          rowClick={rowClick}
          hiddenColumns={hiddenColumns}
          bulkActionButtons={selectable && <BulkActions isSelectable={isSelectable} />}
          isRowSelectable={isSelectable && (({ id }) => isSelectable(id))}
          empty={<EmptyList create={create} />}
        >
          {children}
        </DataTable>
      )}
    </List>
  );
}
