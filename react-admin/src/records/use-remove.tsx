import { Alert, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type Identifier, useCloseNotification, useDataProvider, useNotify, useRefresh, useTranslate } from 'ra-core';
import { useState } from 'react';
import { bulk, restore } from '../api/actions';

/** Long enough to read, decide and reach the button; afterwards the list of deleted records has it too. */
const UNDO_MS = 15_000;

/**
 * Deletes at once and offers to undo it. Not react-admin's undoable mode, which deletes only when its notice goes away:
 * a refusal would come too late, and a closed tab would have deleted nothing.
 */
export function useRemove(resource: string, undoable: boolean) {
  const dataProvider = useDataProvider();
  const announce = useAnnounceDeleted(resource, undoable);
  return async (id: Identifier): Promise<void> => {
    await dataProvider.delete(resource, { id });
    announce([id]);
  };
}

/** Says that records were deleted, where it can be undone with a button that restores them. */
export function useAnnounceDeleted(resource: string, undoable = true) {
  const notify = useNotify();
  const translate = useTranslate();
  const queryClient = useQueryClient();
  return (ids: Identifier[]): void => {
    // Not the record itself: its page is still open for a moment, and would ask for what is gone.
    void queryClient.invalidateQueries({ queryKey: [resource, 'getList'] });
    for (const id of ids)
      queryClient.removeQueries({ queryKey: [resource, 'getOne', { id: String(id) }], type: 'inactive' });
    if (undoable) notify(<DeletedNotice resource={resource} ids={ids} />, { autoHideDuration: UNDO_MS });
    else notify(translate('records.deleted', { smart_count: ids.length }), { type: 'success' });
  };
}

function DeletedNotice({ resource, ids }: { resource: string; ids: Identifier[] }) {
  const translate = useTranslate();
  const close = useCloseNotification();
  const notify = useNotify();
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);

  const undo = async () => {
    setBusy(true);
    try {
      const failed = await undoDelete(resource, ids);
      notify(failed ?? translate('records.restored', { smart_count: ids.length }), {
        type: failed ? 'error' : 'success',
      });
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    refresh();
    close();
  };

  return (
    <Alert
      severity="info"
      variant="filled"
      action={
        <Button color="inherit" size="small" onClick={() => void undo()} disabled={busy}>
          {translate('ra.action.undo')}
        </Button>
      }
    >
      {translate('records.deleted', { smart_count: ids.length })}
    </Alert>
  );
}

/** Why a record could not be restored; undefined when all are. */
async function undoDelete(resource: string, ids: Identifier[]): Promise<string | undefined> {
  const [first] = ids;
  if (first !== undefined && ids.length === 1) {
    await restore(resource, first);
    return undefined;
  }
  const { failed, brokeOff } = await bulk(resource, ids, 'restore', () => {});
  return failed[0]?.reason ?? brokeOff?.message;
}
