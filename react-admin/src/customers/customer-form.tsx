import { email, type RaRecord, required } from 'ra-core';
import { BooleanInput, DateInput, TextInput } from 'react-admin';
import { AddressInputs, addressOrNull } from '../records/address-inputs';
import { Columns } from '../records/columns';
import { ItemsInput } from '../records/items-input';
import { JsonInput } from '../records/json-input';
import { Section } from '../records/section';
import { UserInput } from '../users/user-input';
import { CustomerTypeInput } from './customer-type-input';

export const toCustomer = (values: RaRecord): RaRecord => ({ ...values, address: addressOrNull(values.address) });

export function CustomerInputs() {
  return (
    <>
      <Section title="resources.customers.person">
        <Columns>
          <TextInput source="firstName" validate={required()} />
          <TextInput source="lastName" validate={required()} />
          <TextInput source="companyName" />
          <DateInput source="dateOfBirth" parse={(day: string) => day || null} />
        </Columns>
      </Section>
      <Section title="resources.customers.contact">
        <Columns>
          <TextInput source="email" type="email" validate={[required(), email()]} />
          <TextInput source="phone" type="tel" />
        </Columns>
      </Section>
      <Section title="resources.customers.addressTitle">
        <AddressInputs source="address" />
        <ItemsInput source="addresses" label="resources.customers.fields.addresses" add="address.add">
          <AddressInputs />
        </ItemsInput>
      </Section>
      <Section title="resources.customers.more">
        <Columns>
          <CustomerTypeInput source="customerType" validate={required()} helperText="resources.customers.typeHelp" />
          <UserInput source="userId" helperText="resources.customers.userHelp" />
        </Columns>
        <BooleanInput source="isActive" label="states.active" />
        <TextInput source="notes" multiline minRows={2} helperText="resources.customers.notesHelp" />
        <JsonInput source="preferences" />
      </Section>
    </>
  );
}
