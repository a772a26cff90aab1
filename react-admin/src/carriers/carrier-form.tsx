import { email, required } from 'ra-core';
import { BooleanInput, TextInput } from 'react-admin';
import { Columns } from '../records/columns';
import { Section } from '../records/section';
import { UserInput } from '../users/user-input';
import { CoverageInput } from './coverage-input';
import { ServicesInput } from './services-input';

export function CarrierInputs() {
  return (
    <>
      <Section title="resources.carriers.identity">
        <Columns>
          <TextInput source="name" validate={required()} />
          <TextInput source="code" validate={required()} helperText="resources.carriers.codeHelp" />
          <UserInput source="ownerId" />
        </Columns>
        <TextInput source="description" multiline minRows={2} />
        <BooleanInput source="isActive" label="states.active" />
      </Section>
      <Section title="resources.carriers.contact">
        <Columns>
          <TextInput source="contactEmail" type="email" validate={email()} />
          <TextInput source="contactPhone" type="tel" />
          <TextInput source="website" type="url" />
          <TextInput source="trackingUrlTemplate" helperText="resources.carriers.trackingHelp" />
        </Columns>
      </Section>
      <Section title="resources.carriers.servicesTitle">
        <ServicesInput />
      </Section>
      <Section title="resources.carriers.coverageTitle">
        <CoverageInput />
      </Section>
    </>
  );
}
