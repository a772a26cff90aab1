import { EmailField } from 'react-admin';
import { useMay } from '../access/use-may';
import { DateTimeField } from '../format/date-time-field';
import { DayField } from '../format/day-field';
import { JsonField } from '../format/json-field';
import { TextOrDash } from '../format/text-or-dash';
import { AddressField } from '../records/address-field';
import { Details } from '../records/details';
import { ShowPage } from '../records/show-page';
import { CustomerProfile } from './customer-profile';
import { LastLogin } from './last-login';
import { RoleNames } from './role-names';
import { RolesTab } from './roles-tab';
import { SessionsTab } from './sessions-tab';
import { useLacking } from './use-effective-permissions';
import { useIsMe } from './use-is-me';
import { UserActions } from './user-actions';
import { UserNotice } from './user-notice';
import { UserState } from './user-state';

export default function UserShow() {
  const isMe = useIsMe();
  const lacking = useLacking();
  const mayCustomers = useMay('customers:read');
  return (
    <ShowPage
      actions={<UserActions />}
      editable={() => lacking.length === 0}
      deletable={({ id }) => !isMe(id) && lacking.length === 0}
      tabs={[
        { label: 'resources.users.rolesTab', path: 'roles', content: <RolesTab /> },
        {
          label: 'resources.users.sessionsTab',
          path: 'sessions',
          content: <SessionsTab />,
          permission: 'sessions:manage',
        },
      ]}
    >
      <UserNotice />
      <Details>
        <TextOrDash source="firstName" />
        <TextOrDash source="lastName" />
        <EmailField source="email" />
        <TextOrDash source="phone" />
        <UserState source="isActive" />
        <RoleNames source="roles" />
        <LastLogin source="lastLoginAt" />
        {mayCustomers && <CustomerProfile label="resources.users.customer" />}
        <DayField source="dateOfBirth" />
        <AddressField source="address" />
        <JsonField source="preferences" />
        <DateTimeField source="createdAt" />
        <DateTimeField source="updatedAt" />
      </Details>
    </ShowPage>
  );
}
