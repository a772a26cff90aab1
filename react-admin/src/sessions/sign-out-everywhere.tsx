import Logout from '@mui/icons-material/Logout';
import { refuse } from '../api/problem';
import { ActionButton } from '../records/action-button';
import { session } from '../session/current';

/** For who lost a device, or is not sure where they are signed in. */
export function SignOutEverywhere() {
  return (
    <ActionButton
      label="resources.sessions.everywhere"
      icon={<Logout />}
      confirm={{ title: 'resources.sessions.everywhereTitle', content: 'resources.sessions.everywhereContent' }}
      run={() => session.signOutEverywhere().catch(refuse)}
    />
  );
}
