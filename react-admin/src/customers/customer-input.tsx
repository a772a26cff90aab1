import { AutocompleteInput, NumberInput, ReferenceInput } from 'react-admin';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';

interface Props {
  source: string;
  label?: string;
  helperText?: string;
  alwaysOn?: boolean;
}

const nameOf = ({ firstName, lastName, email }: Records['customers']) => `${firstName} ${lastName} (${email})`;

/** A customer, found by typing; by number for who may not read customers. */
export function CustomerInput({ alwaysOn: _alwaysOn, ...props }: Props) {
  const may = useMay('customers:read');
  if (!may) return <NumberInput {...props} min={1} step={1} />;
  return (
    <ReferenceInput source={props.source} reference="customers" sort={{ field: 'lastName', order: 'ASC' }}>
      <AutocompleteInput
        label={props.label}
        helperText={props.helperText}
        optionText={nameOf}
        filterToQuery={(text: string) => (text ? { search: text } : {})}
      />
    </ReferenceInput>
  );
}
