import { type RaRecord, useRecordContext } from 'ra-core';
import type { ReactNode } from 'react';
import { Edit, ListButton, SaveButton, ShowButton, SimpleForm, Toolbar, TopToolbar } from 'react-admin';
import { DeleteRecord } from './delete-record';
import { Deleted } from './deleted';
import { FocusAfterSubmit } from './focus-after-submit';
import { RestoreRecord } from './restore-record';
import { STAY_WHEN_UNREAD, UnreadEdit } from './unread';

interface Props {
  children: ReactNode;
  /** What is sent in place of what the form holds. */
  transform?: (values: RaRecord) => RaRecord | Promise<RaRecord>;
  /** See DeleteRecord. */
  confirmDelete?: boolean;
  /** Records that are never deleted have no button for it. */
  deletable?: (record: RaRecord) => boolean;
  /** In place of the usual: buttons above the form. */
  actions?: ReactNode;
}

/** A form with a record; saved, it shows the record. */
export function EditPage({ children, transform, confirmDelete, deletable, actions }: Props) {
  return (
    <Edit
      mutationMode="pessimistic"
      queryOptions={STAY_WHEN_UNREAD}
      error={<UnreadEdit />}
      redirect="show"
      transform={transform}
      actions={
        actions ?? (
          <TopToolbar>
            <RestoreRecord />
            <ShowButton />
            <ListButton />
          </TopToolbar>
        )
      }
    >
      <EditForm confirmDelete={confirmDelete} deletable={deletable}>
        {children}
      </EditForm>
    </Edit>
  );
}

/** A deleted record has no form: it is restored first. */
function EditForm({ children, ...toolbar }: Pick<Props, 'children' | 'confirmDelete' | 'deletable'>) {
  const record = useRecordContext();
  if (record?.deletedAt) return <Deleted />;
  return (
    <SimpleForm warnWhenUnsavedChanges noValidate toolbar={<EditToolbar {...toolbar} />}>
      {children}
      <FocusAfterSubmit />
    </SimpleForm>
  );
}

function EditToolbar({ confirmDelete, deletable = () => true }: Pick<Props, 'confirmDelete' | 'deletable'>) {
  const record = useRecordContext();
  return (
    <Toolbar sx={{ justifyContent: 'space-between' }}>
      <SaveButton />
      {record && deletable(record) && <DeleteRecord confirm={confirmDelete} />}
    </Toolbar>
  );
}
