import { DataTable, EmailField } from 'react-admin';
import { ActiveField } from '../format/active-field';
import { DateTimeField } from '../format/date-time-field';
import { DayFilter } from '../lists/day-filter';
import { isActive, search, YesNoFilter } from '../lists/filters';
import { ListPage } from '../lists/list-page';
import { NameLink } from '../lists/name-link';
import { useFilters } from '../lists/use-filters';
import { LastLogin } from './last-login';
import { RoleFilter } from './role-filter';
import { RoleNames } from './role-names';
import { useIsMe } from './use-is-me';

const own = [
  search,
  <RoleFilter key="role" source="role" label="resources.users.role" />,
  isActive,
  <YesNoFilter
    key="locked"
    source="locked"
    label="resources.users.lock"
    yes="resources.users.locked"
    no="resources.users.notLocked"
  />,
  <DayFilter key="createdFrom" source="createdFrom" label="resources.users.createdFrom" end="first" />,
  <DayFilter key="createdTo" source="createdTo" label="resources.users.createdTo" end="last" />,
];

export default function UserList() {
  const isMe = useIsMe();
  return (
    <ListPage
      filters={useFilters(own)}
      sort={{ field: 'lastName', order: 'ASC' }}
      hiddenColumns={['id', 'phone', 'updatedAt']}
      // Who selects all rows does not mean to delete or deactivate their own account.
      isSelectable={(id) => !isMe(id)}
      phone={{
        primary: ({ firstName, lastName }) => `${firstName} ${lastName}`,
        secondary: ({ email }) => email,
        tertiary: () => <ActiveField />,
      }}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="lastName" label="resources.users.fields.name">
        <NameLink />
      </DataTable.Col>
      <DataTable.Col source="email" field={EmailField} />
      <DataTable.Col source="phone" disableSort />
      <DataTable.Col source="roles" disableSort>
        <RoleNames source="roles" />
      </DataTable.Col>
      <DataTable.Col source="isActive" disableSort>
        <ActiveField />
      </DataTable.Col>
      <DataTable.Col source="lastLoginAt">
        <LastLogin source="lastLoginAt" />
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
