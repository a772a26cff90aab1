import { Chip, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { DataTable, List, NumberInput, Pagination } from 'react-admin';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { DateTimeField } from '../format/date-time-field';
import { deviceName } from './device-name';
import { EndSession } from './end-session';

const OfUser = (_: { source: string; alwaysOn: boolean }) => (
  <NumberInput
    source="userId"
    label="resources.sessions.ofUser"
    helperText="resources.sessions.ofUserHelp"
    min={1}
    step={1}
  />
);

/** One's own sessions; who manages sessions may look at another user's. */
export default function SessionList() {
  const manager = useMay('sessions:manage');
  return (
    <List
      exporter={false}
      filters={manager ? [<OfUser key="userId" source="userId" alwaysOn />] : []}
      sort={{ field: 'lastSeenAt', order: 'DESC' }}
      pagination={<Pagination rowsPerPageOptions={[25, 50, 100]} />}
      perPage={25}
      empty={false}
    >
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
    </List>
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
