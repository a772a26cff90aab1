import { email, type RaRecord, required } from 'ra-core';
import { DateInput, TextInput } from 'react-admin';
import { AddressInputs, addressOrNull } from '../records/address-inputs';
import { Columns } from '../records/columns';
import { JsonInput } from '../records/json-input';
import { Section } from '../records/section';

export const toUser = <T extends Partial<RaRecord>>(values: T): T => ({
  ...values,
  address: addressOrNull(values.address),
});

/** What a user is, but for the roles: those are a part of their own, because they decide what the user may do. */
export function UserInputs() {
  return (
    <>
      <Section title="resources.users.person">
        <Columns>
          <TextInput source="firstName" validate={required()} />
          <TextInput source="lastName" validate={required()} />
          <DateInput source="dateOfBirth" parse={(day: string) => day || null} />
        </Columns>
      </Section>
      <Section title="resources.users.contact">
        <Columns>
          <TextInput
            source="email"
            type="email"
            validate={[required(), email()]}
            helperText="resources.users.emailHelp"
          />
          <TextInput source="phone" type="tel" />
        </Columns>
      </Section>
      <Section title="resources.users.fields.address">
        <AddressInputs source="address" />
      </Section>
      <Section title="resources.users.more">
        <JsonInput source="preferences" />
      </Section>
    </>
  );
}
