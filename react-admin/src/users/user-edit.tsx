import { Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import type { Records } from '../api/records';
import { EditPage } from '../records/edit-page';
import { Section } from '../records/section';
import { RoleNames } from './role-names';
import { useLacking } from './use-effective-permissions';
import { useIsMe } from './use-is-me';
import { toUser, UserInputs } from './user-form';
import { UserNotice } from './user-notice';

export default function UserEdit() {
  const isMe = useIsMe();
  const lacking = useLacking();
  return (
    <EditPage transform={toUser} deletable={({ id }) => !isMe(id) && lacking.length === 0}>
      <UserNotice />
      <UserInputs />
      <Section title="resources.users.fields.roles">
        <RoleNames source="roles" />
        <RolesElsewhere />
      </Section>
    </EditPage>
  );
}

/** Roles are saved by a request of their own, so they have a place of their own: no form is ever half saved. */
function RolesElsewhere() {
  const user = useRecordContext<Records['users']>();
  const translate = useTranslate();
  return (
    <Typography variant="body2" sx={{ mt: 1 }}>
      <Link to={`/users/${user?.id}/show/roles`}>{translate('resources.users.rolesElsewhere')}</Link>
    </Typography>
  );
}
