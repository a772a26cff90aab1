import { Alert } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { useLacking } from './use-effective-permissions';
import { useIsMe } from './use-is-me';

/** What stands in the way of changing the page's user: it is one's own account, or it may do more than the reader. */
export function UserNotice() {
  const user = useRecordContext<Records['users']>();
  const isMe = useIsMe();
  const translate = useTranslate();
  const mayUpdate = useMay('users:update');
  const lacking = useLacking();
  if (!user) return null;
  if (isMe(user.id))
    return (
      <Alert severity="info" sx={{ mb: 2 }}>
        {translate('resources.users.own')} <Link to="/profile">{translate('profile.title')}</Link>
      </Alert>
    );
  if (!mayUpdate || lacking.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {translate('resources.users.beyond', { permissions: lacking.join(', ') })}
    </Alert>
  );
}
