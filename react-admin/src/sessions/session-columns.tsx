import { Chip } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { DataTable } from 'react-admin';
import type { Records } from '../api/records';
import { DateTimeField } from '../format/date-time-field';
import { deviceName } from './device-name';
import { EndSession } from './end-session';

/** The columns of any table of sessions, one's own or another user's. */
export function SessionColumns() {
  return (
    <>
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
      <DataTable.Col source="id" label="resources.sessions.action" disableSort>
        <EndSession />
      </DataTable.Col>
    </>
  );
}

export function Device() {
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
