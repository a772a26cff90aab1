import { ReferenceManyField } from 'react-admin';
import { ListPagination } from '../lists/list-pagination';
import { UnreadList } from '../records/unread';
import { SessionTable } from '../sessions/session-table';

/** Where the page's user is signed in. For who manages sessions. */
export function SessionsTab() {
  return (
    <ReferenceManyField
      reference="sessions"
      target="userId"
      sort={{ field: 'lastSeenAt', order: 'DESC' }}
      perPage={25}
      pagination={<ListPagination rowsPerPage={[25, 50, 100]} />}
      error={<UnreadList />}
    >
      <SessionTable />
    </ReferenceManyField>
  );
}
