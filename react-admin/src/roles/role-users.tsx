import { DataTable, EmailField, ReferenceManyField } from 'react-admin';
import { ActiveField } from '../format/active-field';
import { ListPagination } from '../lists/list-pagination';
import { NameLink } from '../lists/name-link';
import { Scrollable } from '../records/scrollable';
import { UnreadList } from '../records/unread';
import { LastLogin } from '../users/last-login';
import { RoleNames } from '../users/role-names';

/** Who has the page's role: the users that the list shows when it is filtered by the role's name. */
export function RoleUsers() {
  return (
    <ReferenceManyField
      reference="users"
      source="name"
      target="role"
      sort={{ field: 'lastName', order: 'ASC' }}
      perPage={25}
      pagination={<ListPagination />}
      error={<UnreadList />}
    >
      <Scrollable>
        <DataTable bulkActionButtons={false} rowClick={false}>
          <DataTable.Col source="lastName" label="resources.users.fields.name">
            <NameLink />
          </DataTable.Col>
          <DataTable.Col source="email" field={EmailField} />
          <DataTable.Col source="roles" disableSort>
            <RoleNames source="roles" />
          </DataTable.Col>
          <DataTable.Col source="isActive" disableSort>
            <ActiveField />
          </DataTable.Col>
          <DataTable.Col source="lastLoginAt">
            <LastLogin source="lastLoginAt" />
          </DataTable.Col>
        </DataTable>
      </Scrollable>
    </ReferenceManyField>
  );
}
