import { AutocompleteInput, NumberInput, ReferenceInput } from 'react-admin';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';

interface Props {
  source: string;
  label?: string;
  helperText?: string;
}

const nameOf = ({ firstName, lastName, email }: Records['users']) => `${firstName} ${lastName} (${email})`;

/** A user, found by typing; by number for who may not read users. */
export function UserInput(props: Props) {
  const may = useMay('users:read');
  if (!may) return <NumberInput {...props} min={1} step={1} />;
  return (
    <ReferenceInput source={props.source} reference="users" sort={{ field: 'lastName', order: 'ASC' }}>
      <AutocompleteInput
        label={props.label}
        helperText={props.helperText}
        optionText={nameOf}
        filterToQuery={(text: string) => (text ? { search: text } : {})}
      />
    </ReferenceInput>
  );
}
