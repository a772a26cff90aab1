import RestoreFromTrash from '@mui/icons-material/RestoreFromTrash';
import { useNotify, useRecordContext, useRefresh, useResourceContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Button } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { restore } from '../api/actions';

/** Undoes the delete of a record; shown only where there is one. */
export function RestoreRecord() {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const translate = useTranslate();
  const may = useMay(permissionFor(resource, 'delete'));
  const notify = useNotify();
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);
  if (!record?.deletedAt || !may) return null;

  const run = async () => {
    setBusy(true);
    try {
      await restore(resource, record.id);
      notify(translate('records.restored', { smart_count: 1 }), { type: 'success' });
      refresh();
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    setBusy(false);
  };

  return (
    <Button label="records.restore" onClick={() => void run()} disabled={busy}>
      <RestoreFromTrash />
    </Button>
  );
}
