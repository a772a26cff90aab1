import { ActiveField } from '../format/active-field';
import { DateTimeField } from '../format/date-time-field';
import { TextOrDash } from '../format/text-or-dash';
import { Details } from '../records/details';
import { Section } from '../records/section';
import { ShowPage } from '../records/show-page';
import { ChargesField } from './charges-field';
import { ConditionsField } from './conditions-field';
import { DuplicateButton } from './duplicate-button';
import { ValidityField } from './validity-field';

export default function RuleShow() {
  return (
    <ShowPage actions={<DuplicateButton />}>
      <Details>
        <TextOrDash source="name" />
        <ActiveField source="isActive" />
        <TextOrDash source="priority" />
        <ValidityField source="validFrom" label="resources.pricing-rules.fields.validity" />
        <TextOrDash source="description" />
        <DateTimeField source="createdAt" />
        <DateTimeField source="updatedAt" />
      </Details>
      <Section title="resources.pricing-rules.matches">
        <ConditionsField />
      </Section>
      <Section title="resources.pricing-rules.charges">
        <ChargesField />
      </Section>
    </ShowPage>
  );
}
