import { Pagination, ReferenceManyField } from 'react-admin';
import { SessionTable } from '../sessions/session-table';

/** Where the page's user is signed in. For who manages sessions. */
export function SessionsTab() {
  return (
    <ReferenceManyField
      reference="sessions"
      target="userId"
      sort={{ field: 'lastSeenAt', order: 'DESC' }}
      perPage={25}
      pagination={<Pagination rowsPerPageOptions={[25, 50, 100]} />}
    >
      <SessionTable />
    </ReferenceManyField>
  );
}
