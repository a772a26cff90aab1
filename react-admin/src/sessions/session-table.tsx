import { Chip, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { DataTable, SimpleList } from 'react-admin';
import type { Records } from '../api/records';
import { DateTimeField } from '../format/date-time-field';
import { useFormat } from '../format/use-format';
import { Scrollable } from '../records/scrollable';
import { deviceName } from './device-name';
import { EndSession } from './end-session';

type Session = Records['sessions'];

/** The sessions of a list, one's own or another user's. */
export function SessionTable() {
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  if (small)
    return (
      <SimpleList<Session>
        primaryText={() => <Device />}
        secondaryText={(session) => <PhoneFacts session={session} />}
        rowClick={false}
        empty={<NoSessions />}
      />
    );
  return (
    <Scrollable>
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
        <DataTable.Col source="id" label="resources.sessions.action" disableSort>
          <EndSession />
        </DataTable.Col>
      </DataTable>
    </Scrollable>
  );
}

function Device() {
  const session = useRecordContext<Session>();
  const translate = useTranslate();
  if (!session) return null;
  return (
    <span title={session.device}>
      {deviceName(session.device)}{' '}
      {session.current && <Chip size="small" color="primary" label={translate('resources.sessions.current')} />}
    </span>
  );
}

function PhoneFacts({ session }: { session: Session }) {
  const translate = useTranslate();
  const { dateTime } = useFormat();
  return (
    <>
      {session.address}
      <br />
      {translate('common.labelled', {
        label: translate('resources.sessions.fields.lastSeenAt'),
        value: dateTime(session.lastSeenAt),
      })}
      <br />
      <EndSession />
    </>
  );
}

function NoSessions() {
  const translate = useTranslate();
  return <Typography sx={{ p: 3 }}>{translate('resources.sessions.empty')}</Typography>;
}
