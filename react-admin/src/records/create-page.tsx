import type { RaRecord } from 'ra-core';
import type { ReactNode } from 'react';
import { Create, ListButton, SaveButton, SimpleForm, Toolbar, TopToolbar } from 'react-admin';
import { useFormState } from 'react-hook-form';
import { FocusAfterSubmit } from './focus-after-submit';

interface Props {
  children: ReactNode;
  defaultValues?: Record<string, unknown>;
  /** What is sent in place of what the form holds. */
  transform?: (values: RaRecord) => RaRecord | Promise<RaRecord>;
  /** In place of showing the record. */
  onSuccess?: (record: RaRecord) => void;
  /** In place of the data provider, whose answers are cached. Resolves with the errors of the fields. */
  onSubmit?: (values: object) => Promise<object | undefined>;
}

/** A form for a new record; saved, it shows the record. */
export function CreatePage({ children, defaultValues, transform, onSuccess, onSubmit }: Props) {
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
      <SimpleForm
        warnWhenUnsavedChanges
        noValidate
        defaultValues={defaultValues}
        toolbar={<CreateToolbar />}
        onSubmit={onSubmit}
      >
        {children}
        <FocusAfterSubmit />
      </SimpleForm>
    </Create>
  );
}

/** Also an empty form can be sent: it then says what it needs. Not twice: a double click makes one record. */
function CreateToolbar() {
  const { isSubmitting } = useFormState();
  return (
    <Toolbar>
      <SaveButton alwaysEnable={!isSubmitting} />
    </Toolbar>
  );
}
