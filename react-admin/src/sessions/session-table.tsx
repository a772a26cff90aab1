import { Chip, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { DataTable } from 'react-admin';
import type { Records } from '../api/records';
import { DateTimeField } from '../format/date-time-field';
import { deviceName } from './device-name';
import { EndSession } from './end-session';

/** The sessions of a list, one's own or another user's. */
export function SessionTable() {
  return (
    <DataTable bulkActionButtons={false} rowClick={false} empty={<NoSessions />}>
      <DataTable.Col source="device" disableSort>
        <Device />
      </DataTable.Col>
      <DataTable.Col source="address" disableSort />
      <DataTable.Col source="createdAt">
        <DateTimeField source="createdAt" />
      </DataTable.Col>
      <DataTable.Col source="lastSeenAt">
        <DateTimeField source="lastSeenAt" />
      </DataTable.Col>
      <DataTable.Col source="expiresAt" disableSort>
        <DateTimeField source="expiresAt" />
      </DataTable.Col>
      <DataTable.Col label="" disableSort>
        <EndSession />
      </DataTable.Col>
    </DataTable>
  );
}

function Device() {
  const session = useRecordContext<Records['sessions']>();
  const translate = useTranslate();
  if (!session) return null;
  return (
    <span title={session.device}>
      {deviceName(session.device)}{' '}
      {session.current && <Chip size="small" color="primary" label={translate('resources.sessions.current')} />}
    </span>
  );
}

function NoSessions() {
  const translate = useTranslate();
  return <Typography sx={{ p: 3 }}>{translate('resources.sessions.empty')}</Typography>;
}
