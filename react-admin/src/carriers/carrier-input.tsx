import type { Validator } from 'ra-core';
import { AutocompleteInput, NumberInput, ReferenceInput } from 'react-admin';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';

interface Props {
  source: string;
  label?: string;
  helperText?: string;
  /** Only carriers that take parcels now. */
  activeOnly?: boolean;
  alwaysOn?: boolean;
  validate?: Validator[];
}

const nameOf = ({ name, code }: Records['carriers']) => `${name} (${code})`;

/** A carrier, found by typing; by number for who may not read carriers. */
export function CarrierInput({ activeOnly = false, alwaysOn: _alwaysOn, ...props }: Props) {
  const may = useMay('carriers:read');
  if (!may) return <NumberInput {...props} min={1} step={1} />;
  return (
    <ReferenceInput
      source={props.source}
      reference="carriers"
      sort={{ field: 'name', order: 'ASC' }}
      filter={activeOnly ? { isActive: true } : {}}
    >
      <AutocompleteInput
        label={props.label}
        helperText={props.helperText}
        validate={props.validate}
        optionText={nameOf}
        filterToQuery={(text: string) => (text ? { search: text } : {})}
      />
    </ReferenceInput>
  );
}
