import { Box } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { useFormat } from '../format/use-format';
import { ListPage } from '../lists/list-page';
import { UserInput } from '../users/user-input';
import { EndSession } from './end-session';
import { Device, SessionColumns } from './session-columns';

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
      <SessionColumns />
    </ListPage>
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
