import Delete from '@mui/icons-material/Delete';
import { useNotify, useRecordContext, useRedirect, useResourceContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Button } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { Confirm } from './confirm';
import { useRemove } from './use-remove';

interface Props {
  /** There is no way back: ask first. */
  confirm?: boolean;
}

/** Deletes the record of the page and goes to the list. A refusal is said, and the page stays. */
export function DeleteRecord({ confirm = false }: Props) {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const translate = useTranslate();
  const may = useMay(permissionFor(resource, 'delete'));
  const remove = useRemove(resource, !confirm);
  const notify = useNotify();
  const redirect = useRedirect();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!record || !may || record.deletedAt) return null;

  const run = async () => {
    setAsking(false);
    setBusy(true);
    try {
      await remove(record.id);
      redirect('list', resource);
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
      setBusy(false);
    }
  };

  return (
    <>
      <Button
        label="ra.action.delete"
        color="error"
        onClick={() => (confirm ? setAsking(true) : void run())}
        disabled={busy}
      >
        <Delete />
      </Button>
      <Confirm
        isOpen={asking}
        title={translate('records.deleteTitle')}
        content={translate('records.deleteForGood')}
        confirm="ra.action.delete"
        confirmColor="warning"
        onConfirm={() => void run()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
