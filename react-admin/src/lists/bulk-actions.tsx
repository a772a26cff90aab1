import CheckCircle from '@mui/icons-material/CheckCircle';
import Delete from '@mui/icons-material/Delete';
import DoNotDisturb from '@mui/icons-material/DoNotDisturbOn';
import RestoreFromTrash from '@mui/icons-material/RestoreFromTrash';
import { type Identifier, useListContext, useResourceContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Button } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import type { BulkAction } from '../api/actions';
import { Confirm } from '../records/confirm';
import { BulkOutcome } from './bulk-outcome';
import { useBulk } from './use-bulk';
import { WorkDialog } from './work-dialog';

interface Props {
  /** Of which records nothing is done, whoever selected them. */
  isSelectable?: (id: Identifier) => boolean;
}

const all = () => true;

/** What can be done to all selected rows at once. In the list of deleted records that is restoring them. */
export function BulkActions({ isSelectable = all }: Props) {
  const resource = useResourceContext() as string;
  const { filterValues, selectedIds } = useListContext();
  const mayUpdate = useMay(permissionFor(resource, 'update'));
  const mayDelete = useMay(permissionFor(resource, 'delete'));
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const { run, progress, outcome, close } = useBulk(isSelectable);
  // Users are signed out by it: what activating them again does not take back.
  const asksFirst = (action: BulkAction) => resource === 'users' && action === 'deactivate';
  const button = (action: BulkAction, icon: React.ReactElement) => (
    <Button
      label={`lists.bulk.${action}`}
      onClick={() => (asksFirst(action) ? setAsking(true) : void run(action))}
      disabled={progress !== undefined}
    >
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
      <Confirm
        isOpen={asking}
        title={translate('resources.users.bulkDeactivateTitle', {
          smart_count: selectedIds.filter(isSelectable).length,
        })}
        content={translate('resources.users.bulkDeactivateContent')}
        confirm="lists.bulk.deactivate"
        confirmColor="warning"
        onConfirm={() => {
          setAsking(false);
          void run('deactivate');
        }}
        onClose={() => setAsking(false)}
      />
      {progress && <WorkDialog {...progress} />}
      {outcome && <BulkOutcome outcome={outcome} onClose={close} />}
    </>
  );
}
