import { Box, Chip } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { DataTable } from 'react-admin';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { DateTimeField } from '../format/date-time-field';
import { useFormat } from '../format/use-format';
import { ListPage } from '../lists/list-page';
import { UserInput } from '../users/user-input';
import { deviceName } from './device-name';
import { EndSession } from './end-session';

type Session = Records['sessions'];

/** Whose sessions: react-admin reads `source` and `alwaysOn` of the element. */
const OfUser = ({ source }: { source: string; alwaysOn: boolean }) => (
  <Box sx={{ minWidth: 260 }}>
    <UserInput source={source} label="resources.sessions.ofUser" helperText="resources.sessions.ofUserHelp" />
  </Box>
);

/** One's own sessions; who manages sessions may look at another user's. */
export default function SessionList() {
  const manager = useMay('sessions:manage');
  return (
    <ListPage
      filters={manager ? [<OfUser key="userId" source="userId" alwaysOn />] : []}
      sort={{ field: 'lastSeenAt', order: 'DESC' }}
      bulk={false}
      csv={false}
      rowClick={false}
      phone={{
        primary: () => <Device />,
        secondary: (session) => <PhoneFacts session={session as Session} />,
      }}
    >
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
    </ListPage>
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
      {translate('resources.sessions.fields.lastSeenAt')}: {dateTime(session.lastSeenAt)}
      <br />
      <EndSession />
    </>
  );
}
