import { BooleanField } from 'react-admin';
import type { Records } from '../api/records';
import { DateTimeField } from '../format/date-time-field';
import { TextOrDash } from '../format/text-or-dash';
import { Details } from '../records/details';
import { Section } from '../records/section';
import { ShowPage } from '../records/show-page';
import { GivenPermissions } from './given-permissions';
import { RoleDescription } from './role-description';
import { RoleNotice } from './role-notice';
import { RoleUsers } from './role-users';
import { useRoleRules } from './use-role-rules';

export default function RoleShow() {
  const rulesOf = useRoleRules();
  return (
    <ShowPage
      confirmDelete
      editable={(role) => rulesOf(role as Records['roles']).editable}
      deletable={(role) => rulesOf(role as Records['roles']).deletable}
      tabs={[{ label: 'resources.roles.usersTab', path: 'users', content: <RoleUsers />, permission: 'users:read' }]}
    >
      <RoleNotice />
      <Details>
        <TextOrDash source="name" />
        <RoleDescription source="description" />
        <BooleanField source="isSystem" />
        <DateTimeField source="createdAt" />
        <DateTimeField source="updatedAt" />
      </Details>
      <Section title="resources.roles.fields.permissions">
        <GivenPermissions />
      </Section>
    </ShowPage>
  );
}
