import { required } from 'ra-core';
import { BooleanInput, NumberInput, TextInput } from 'react-admin';
import { Columns } from '../records/columns';
import { Section } from '../records/section';
import { ChargeInputs } from './charge-inputs';
import { ConditionInputs } from './condition-inputs';
import { ValidityInput } from './validity-input';

export const NEW_RULE = {
  isActive: true,
  priority: 0,
  conditions: {},
  pricing: { currency: 'EUR', weightBands: [], surcharges: [], discounts: [] },
};

export function RuleInputs() {
  return (
    <>
      <Section title="resources.pricing-rules.basics">
        <Columns>
          <TextInput source="name" validate={required()} />
          <NumberInput
            source="priority"
            step={1}
            validate={required()}
            helperText="resources.pricing-rules.priorityHelp"
          />
        </Columns>
        <TextInput source="description" multiline minRows={2} />
        <Columns>
          <ValidityInput source="validFrom" />
          <ValidityInput source="validTo" />
        </Columns>
        <BooleanInput source="isActive" label="states.active" />
      </Section>
      <ConditionInputs />
      <ChargeInputs />
    </>
  );
}
