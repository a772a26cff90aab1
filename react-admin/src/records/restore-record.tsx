import RestoreFromTrash from '@mui/icons-material/RestoreFromTrash';
import { useRecordContext, useResourceContext, useTranslate } from 'ra-core';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import { restore } from '../api/actions';
import { ActionButton } from './action-button';

/** Undoes the delete of a record; shown only where there is one. */
export function RestoreRecord() {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const translate = useTranslate();
  const may = useMay(permissionFor(resource, 'delete'));
  if (!record?.deletedAt || !may) return null;
  return (
    <ActionButton
      label="records.restore"
      icon={<RestoreFromTrash />}
      run={() => restore(resource, record.id)}
      done={translate('records.restored', { smart_count: 1 })}
    />
  );
}
