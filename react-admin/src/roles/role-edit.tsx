import { Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { EditPage } from '../records/edit-page';
import { RoleInputs } from './role-form';
import { RoleNotice } from './role-notice';
import { useRoleRules } from './use-role-rules';

export default function RoleEdit() {
  const translate = useTranslate();
  const rulesOf = useRoleRules();
  return (
    <EditPage confirmDelete deletable={(role) => rulesOf(role as Records['roles']).deletable}>
      <RoleNotice />
      <RoleInputs />
      <Typography variant="body2">{translate('resources.roles.atOnce')}</Typography>
    </EditPage>
  );
}
