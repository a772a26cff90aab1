import { BooleanField, DataTable } from 'react-admin';
import { DateTimeField } from '../format/date-time-field';
import { search } from '../lists/filters';
import { ListPage } from '../lists/list-page';
import { NameLink } from '../lists/name-link';
import { PermissionCount } from './permission-count';
import { RoleDescription } from './role-description';

const filters = [search];

/** Roles are few, and each is deleted by itself: a deleted role does not come back. */
export default function RoleList() {
  return (
    <ListPage
      filters={filters}
      sort={{ field: 'name', order: 'ASC' }}
      bulk={false}
      csv={false}
      hiddenColumns={['id', 'createdAt']}
      phone={{
        primary: ({ name }) => name,
        secondary: () => <RoleDescription />,
        tertiary: () => <PermissionCount />,
      }}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="name">
        <NameLink />
      </DataTable.Col>
      <DataTable.Col source="description" disableSort>
        <RoleDescription />
      </DataTable.Col>
      <DataTable.Col source="permissions" disableSort>
        <PermissionCount />
      </DataTable.Col>
      <DataTable.Col source="isSystem" disableSort>
        <BooleanField source="isSystem" />
      </DataTable.Col>
      <DataTable.Col source="createdAt">
        <DateTimeField source="createdAt" />
      </DataTable.Col>
      <DataTable.Col source="updatedAt">
        <DateTimeField source="updatedAt" />
      </DataTable.Col>
    </ListPage>
  );
}
