import { Chip, Stack } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { ActiveField } from '../format/active-field';
import { useLocked } from './use-locked';

/** Whether the page's user can sign in: active, deactivated or deleted, and locked by wrong passwords for a while. */
export function UserState(_: { source: string }) {
  const user = useRecordContext<Records['users']>();
  const translate = useTranslate();
  const locked = useLocked(user);
  return (
    <Stack direction="row" spacing={0.5}>
      <ActiveField />
      {locked && <Chip size="small" color="warning" variant="outlined" label={translate('resources.users.locked')} />}
    </Stack>
  );
}
