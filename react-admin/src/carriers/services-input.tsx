import { required } from 'ra-core';
import { NumberInput, TextInput } from 'react-admin';
import { Columns } from '../records/columns';
import { ItemsInput } from '../records/items-input';

const label = (field: string) => `resources.carriers.service.${field}`;

/** What the carrier offers: each service with its time and its limits. */
export function ServicesInput() {
  return (
    <ItemsInput source="services" add="resources.carriers.addService">
      <Columns>
        <TextInput source="code" label={label('code')} validate={required()} />
        <TextInput source="name" label={label('name')} validate={required()} />
        <NumberInput source="minDays" label={label('minDays')} min={0} step={1} validate={required()} />
        <NumberInput source="maxDays" label={label('maxDays')} min={0} step={1} validate={required()} />
        <NumberInput source="maxWeightKg" label={label('maxWeightKg')} min={0} validate={required()} />
        <NumberInput
          source="dimensionalDivisor"
          label={label('dimensionalDivisor')}
          min={0}
          helperText="resources.carriers.divisorHelp"
        />
      </Columns>
    </ItemsInput>
  );
}
