import Block from '@mui/icons-material/Block';
import CheckCircle from '@mui/icons-material/CheckCircle';
import Link from '@mui/icons-material/Link';
import LockOpen from '@mui/icons-material/LockOpen';
import { useRecordContext } from 'ra-core';
import { useState } from 'react';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { users } from '../api/services';
import { ActionButton } from '../records/action-button';
import { type Invitation, invite } from './invitation';
import { InvitationDialog } from './invitation-dialog';
import { useLacking } from './use-effective-permissions';
import { useIsMe } from './use-is-me';
import { useLocked } from './use-locked';

/** What is done to the page's user beside changing fields. Nobody does it to their own account, or to one that may more. */
export function UserActions() {
  const user = useRecordContext<Records['users']>();
  const may = useMay('users:update');
  const isMe = useIsMe();
  const lacking = useLacking();
  if (!user || !may || isMe(user.id) || user.deletedAt || lacking.length > 0) return null;
  return <Actions user={user} />;
}

function Actions({ user }: { user: Records['users'] }) {
  const locked = useLocked(user);
  const [invitation, setInvitation] = useState<Invitation>();
  const params = { params: { path: { id: String(user.id) } } };
  return (
    <>
      {locked && (
        <ActionButton
          label="resources.users.unlock"
          icon={<LockOpen />}
          run={() => users.POST('/api/v1/users/{id}/unlock', params)}
          done="resources.users.unlocked"
        />
      )}
      {user.isActive ? (
        <>
          <ActionButton
            label="resources.users.invite"
            icon={<Link />}
            confirm={{ title: 'resources.users.inviteTitle', content: 'resources.users.inviteContent' }}
            run={async () => setInvitation(await invite(user.id))}
          />
          <ActionButton
            label="resources.users.deactivate"
            icon={<Block />}
            confirm={{ title: 'resources.users.deactivateTitle', content: 'resources.users.deactivateContent' }}
            run={() => users.POST('/api/v1/users/{id}/deactivate', params)}
            done="resources.users.deactivated"
          />
        </>
      ) : (
        <ActionButton
          label="resources.users.activate"
          icon={<CheckCircle />}
          run={() => users.POST('/api/v1/users/{id}/activate', params)}
          done="resources.users.activated"
        />
      )}
      {invitation && (
        <InvitationDialog
          invitation={invitation}
          name={`${user.firstName} ${user.lastName}`}
          onClose={() => setInvitation(undefined)}
        />
      )}
    </>
  );
}
