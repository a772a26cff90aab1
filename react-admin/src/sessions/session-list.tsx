import { Box } from '@mui/material';
import { useListContext } from 'ra-core';
import { List, TopToolbar } from 'react-admin';
import { useMay } from '../access/use-may';
import { ListPagination } from '../lists/list-pagination';
import { UnreadList } from '../records/unread';
import { UserInput } from '../users/user-input';
import { SessionTable } from './session-table';
import { SignOutEverywhere } from './sign-out-everywhere';

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
    <List
      exporter={false}
      actions={<Actions />}
      filters={manager ? [<OfUser key="userId" source="userId" alwaysOn />] : []}
      sort={{ field: 'lastSeenAt', order: 'DESC' }}
      pagination={<ListPagination rowsPerPage={[25, 50, 100]} />}
      error={<UnreadList />}
      perPage={25}
      empty={false}
    >
      <SessionTable />
    </List>
  );
}

/** Ending all sessions is for one's own: another user's end with deactivating them. */
function Actions() {
  const { filterValues } = useListContext();
  return <TopToolbar>{!filterValues.userId && <SignOutEverywhere />}</TopToolbar>;
}
