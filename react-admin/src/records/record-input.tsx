import type { Validator } from 'ra-core';
import { AutocompleteInput, NumberInput, ReferenceInput } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';

export interface RecordInputProps {
  source: string;
  label?: string;
  helperText?: string;
  validate?: Validator[];
  /** For the list's filters, which read it from the element. */
  alwaysOn?: boolean;
}

interface Props<R extends keyof Records> extends RecordInputProps {
  reference: R;
  nameOf: (record: Records[R]) => string;
  /** The field that the choices are sorted by. */
  sort: keyof Records[R] & string;
  /** Only records that match are offered. */
  filter?: Partial<Records[R]>;
}

/** Another record, found by typing; by number for who may not read such records. */
export function RecordInput<R extends keyof Records>({
  reference,
  nameOf,
  sort,
  filter,
  alwaysOn: _alwaysOn,
  source,
  ...props
}: Props<R>) {
  const may = useMay(permissionFor(reference, 'read'));
  if (!may) return <NumberInput {...props} source={source} min={1} step={1} />;
  return (
    <ReferenceInput source={source} reference={reference} sort={{ field: sort, order: 'ASC' }} filter={filter}>
      <AutocompleteInput
        {...props}
        optionText={nameOf}
        filterToQuery={(text: string) => (text ? { search: text } : {})}
      />
    </ReferenceInput>
  );
}
