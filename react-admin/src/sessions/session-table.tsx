import { Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { DataTable } from 'react-admin';
import { SessionColumns } from './session-columns';

/** The sessions of a list inside of another page. */
export function SessionTable() {
  return (
    <DataTable bulkActionButtons={false} rowClick={false} empty={<NoSessions />}>
      <SessionColumns />
    </DataTable>
  );
}

function NoSessions() {
  const translate = useTranslate();
  return <Typography sx={{ p: 3 }}>{translate('resources.sessions.empty')}</Typography>;
}
