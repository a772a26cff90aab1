import { Button } from '@mui/material';
import { useDelete, useLogout, useNotify, useRecordContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import type { Records } from '../api/records';
import { Confirm } from '../records/confirm';
import { deviceName } from './device-name';

/** Ends a session after a confirmation, because there is no way back. */
export function EndSession() {
  const record = useRecordContext<Records['sessions']>();
  const translate = useTranslate();
  const notify = useNotify();
  const logout = useLogout();
  const [open, setOpen] = useState(false);
  const [end, { isPending }] = useDelete();
  if (!record) return null;

  const confirm = () => {
    setOpen(false);
    if (record.current) return void logout();
    return void end(
      'sessions',
      { id: record.id, previousData: record },
      {
        onSuccess: () => notify('resources.sessions.ended', { type: 'success' }),
        onError: (error) => notify((error as Error).message, { type: 'error' }),
      },
    );
  };

  return (
    <>
      <Button
        size="small"
        color="error"
        sx={{ whiteSpace: 'nowrap' }}
        onClick={() => setOpen(true)}
        disabled={isPending}
      >
        {translate('resources.sessions.end')}
      </Button>
      <Confirm
        isOpen={open}
        title="resources.sessions.endTitle"
        content={
          record.current
            ? translate('resources.sessions.endOwn')
            : translate('resources.sessions.endContent', { device: deviceName(record.device) })
        }
        onConfirm={confirm}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
