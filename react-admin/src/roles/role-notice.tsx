import { Alert } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { useRoleRules } from './use-role-rules';

/** What of the page's role stays as it is, and why. */
export function RoleNotice() {
  const role = useRecordContext<Records['roles']>();
  const translate = useTranslate();
  const rulesOf = useRoleRules();
  if (!role) return null;
  const { fixed, lacking } = rulesOf(role);
  const words = () => {
    if (fixed) return translate('resources.roles.adminStays');
    if (lacking.length > 0) return translate('resources.roles.beyond', { permissions: lacking.join(', ') });
    return role.isSystem ? translate('resources.roles.system') : undefined;
  };
  const text = words();
  return text ? (
    <Alert severity="info" sx={{ mb: 2, width: '100%' }}>
      {text}
    </Alert>
  ) : null;
}
