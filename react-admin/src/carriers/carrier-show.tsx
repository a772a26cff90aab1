import { EmailField, UrlField } from 'react-admin';
import { ActiveField } from '../format/active-field';
import { DateTimeField } from '../format/date-time-field';
import { TextOrDash } from '../format/text-or-dash';
import { Details } from '../records/details';
import { ReferenceLink } from '../records/record-link';
import { Section } from '../records/section';
import { ShowPage } from '../records/show-page';
import { CoverageList } from './coverage-list';
import { ServiceTable } from './service-table';

export default function CarrierShow() {
  return (
    <ShowPage>
      <Details>
        <TextOrDash source="name" />
        <TextOrDash source="code" />
        <ActiveField source="isActive" />
        <ReferenceLink source="ownerId" resource="users" />
        <EmailField source="contactEmail" emptyText="–" />
        <TextOrDash source="contactPhone" />
        <UrlField source="website" emptyText="–" />
        <TextOrDash source="trackingUrlTemplate" />
        <TextOrDash source="description" />
        <DateTimeField source="createdAt" />
        <DateTimeField source="updatedAt" />
      </Details>
      <Section title="resources.carriers.servicesTitle">
        <ServiceTable />
      </Section>
      <Section title="resources.carriers.coverageTitle">
        <CoverageList />
      </Section>
    </ShowPage>
  );
}
