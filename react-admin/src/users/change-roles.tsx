import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useNotify, useRefresh, useTranslate } from 'ra-core';
import { useState } from 'react';
import { useMay } from '../access/use-may';
import { pathOf } from '../api/actions';
import type { Records } from '../api/records';
import { saveChanges } from '../api/save-changes';
import { EditUnsaved } from '../conflict/conflicts';
import { RoleChoices } from '../roles/role-choices';
import { useLacking } from './use-effective-permissions';
import { useIsMe } from './use-is-me';

type User = Records['users'];

/** The button that opens the roles of a user, and why it does not for some. */
export function ChangeRoles({ user }: { user: User }) {
  const translate = useTranslate();
  const mayRead = useMay('roles:read');
  const lacking = useLacking();
  const [editing, setEditing] = useState<User>();
  if (!mayRead) return <Alert severity="info">{translate('access.missing', { permission: 'roles:read' })}</Alert>;
  if (lacking.length > 0)
    return (
      <Alert severity="warning" sx={{ mt: 1 }}>
        {translate('resources.users.beyond', { permissions: lacking.join(', ') })}
      </Alert>
    );
  return (
    <>
      <Button variant="outlined" sx={{ mt: 1 }} onClick={() => setEditing(user)}>
        {translate('resources.users.changeRoles')}
      </Button>
      {editing && <RolesDialog before={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

interface DialogProps {
  /** The user as the edit began: a refresh of the page meanwhile must not hide that somebody else was faster. */
  before: User;
  onClose: () => void;
}

function RolesDialog({ before, onClose }: DialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const isMe = useIsMe();
  const [roles, setRoles] = useState(before.roles);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const save = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await saveChanges(pathOf('users', before.id, 'roles'), 'users', before, { roles });
      notify('resources.users.rolesSaved', { type: 'success' });
      refresh();
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof EditUnsaved) notify(translate(error.message), { type: 'info' });
      else setRefusal((error as Error).message);
    }
  };

  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby="roles-title">
      <DialogTitle id="roles-title">
        {translate('resources.users.rolesOf', { name: `${before.firstName} ${before.lastName}` })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 1 }}>{translate('resources.users.rolesAtOnce')}</DialogContentText>
        {isMe(before.id) && (
          <Alert severity="warning" sx={{ mb: 1 }}>
            {translate('resources.users.ownRoles')}
          </Alert>
        )}
        <RoleChoices value={roles} onChange={setRoles} disabled={busy} />
        <div role="alert">{refusal && <Alert severity="error">{refusal}</Alert>}</div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {translate('ra.action.cancel')}
        </Button>
        <Button variant="contained" onClick={() => void save()} disabled={busy || roles.join() === before.roles.join()}>
          {translate('ra.action.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
