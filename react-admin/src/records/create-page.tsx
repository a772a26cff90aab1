import type { RaRecord } from 'ra-core';
import type { ReactNode } from 'react';
import { Create, ListButton, SaveButton, SimpleForm, Toolbar, TopToolbar } from 'react-admin';

interface Props {
  children: ReactNode;
  defaultValues?: Record<string, unknown>;
  /** What is sent in place of what the form holds. */
  transform?: (values: RaRecord) => RaRecord | Promise<RaRecord>;
  /** In place of showing the record. */
  onSuccess?: (record: RaRecord) => void;
}

/** A form for a new record; saved, it shows the record. */
export function CreatePage({ children, defaultValues, transform, onSuccess }: Props) {
  return (
    <Create
      redirect="show"
      transform={transform}
      mutationOptions={onSuccess ? { onSuccess } : {}}
      actions={
        <TopToolbar>
          <ListButton />
        </TopToolbar>
      }
    >
      <SimpleForm warnWhenUnsavedChanges noValidate defaultValues={defaultValues} toolbar={<CreateToolbar />}>
        {children}
      </SimpleForm>
    </Create>
  );
}

/** Also an empty form can be sent: it then says what it needs. */
function CreateToolbar() {
  return (
    <Toolbar>
      <SaveButton alwaysEnable />
    </Toolbar>
  );
}
