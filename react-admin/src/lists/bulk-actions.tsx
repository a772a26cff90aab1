import CheckCircle from '@mui/icons-material/CheckCircle';
import Delete from '@mui/icons-material/Delete';
import DoNotDisturb from '@mui/icons-material/DoNotDisturbOn';
import RestoreFromTrash from '@mui/icons-material/RestoreFromTrash';
import { useListContext, useResourceContext } from 'ra-core';
import { Button } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import type { BulkAction } from '../api/actions';
import { BulkOutcome } from './bulk-outcome';
import { useBulk } from './use-bulk';
import { WorkDialog } from './work-dialog';

/** What can be done to all selected rows at once. In the list of deleted records that is restoring them. */
export function BulkActions() {
  const resource = useResourceContext() as string;
  const { filterValues } = useListContext();
  const mayUpdate = useMay(permissionFor(resource, 'update'));
  const mayDelete = useMay(permissionFor(resource, 'delete'));
  const { run, progress, outcome, close } = useBulk();
  const button = (action: BulkAction, icon: React.ReactElement) => (
    <Button label={`lists.bulk.${action}`} onClick={() => void run(action)} disabled={progress !== undefined}>
      {icon}
    </Button>
  );
  const deleted = Boolean(filterValues?.deleted);
  return (
    <>
      {!deleted && mayUpdate && button('activate', <CheckCircle />)}
      {!deleted && mayUpdate && button('deactivate', <DoNotDisturb />)}
      {!deleted && mayDelete && button('delete', <Delete />)}
      {deleted && mayDelete && button('restore', <RestoreFromTrash />)}
      {progress && <WorkDialog {...progress} />}
      {outcome && <BulkOutcome outcome={outcome} onClose={close} />}
    </>
  );
}
