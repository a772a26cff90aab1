import { List, NumberInput, Pagination } from 'react-admin';
import { useMay } from '../access/use-may';
import { SessionTable } from './session-table';

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
      <SessionTable />
    </List>
  );
}
