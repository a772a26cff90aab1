import { DataTable, DateInput, TextInput } from 'react-admin';
import { CarrierInput } from '../carriers/carrier-input';
import { ActiveField } from '../format/active-field';
import { CountryInput } from '../format/country-input';
import { DateTimeField } from '../format/date-time-field';
import { MoneyField } from '../format/money-field';
import { TextOrDash } from '../format/text-or-dash';
import { isActive, search } from '../lists/filters';
import { ListPage } from '../lists/list-page';
import { NameLink } from '../lists/name-link';
import { useFilters } from '../lists/use-filters';
import { ReferenceLink } from '../records/record-link';
import { CountriesField } from './countries-field';
import { ValidityField } from './validity-field';

const label = (field: string) => `resources.pricing-rules.fields.${field}`;

const own = [
  search,
  <CarrierInput key="carrierId" source="carrierId" label={label('conditions.carrierId')} />,
  <TextInput key="serviceType" source="serviceType" label={label('conditions.serviceType')} />,
  <CountryInput key="country" source="country" label={label('country')} />,
  isActive,
  <DateInput key="validOn" source="validOn" label={label('validOn')} />,
];

export default function RuleList() {
  return (
    <ListPage
      filters={useFilters(own)}
      sort={{ field: 'priority', order: 'DESC' }}
      hiddenColumns={['id', 'createdAt', 'updatedAt']}
      phone={{
        primary: ({ name }) => name,
        secondary: () => <MoneyField source="pricing.baseRate" currency="pricing.currency" />,
        tertiary: () => <ActiveField />,
      }}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="name">
        <NameLink />
      </DataTable.Col>
      <DataTable.NumberCol source="priority" />
      <DataTable.Col source="conditions.carrierId" disableSort>
        <ReferenceLink source="conditions.carrierId" resource="carriers" />
      </DataTable.Col>
      <DataTable.Col source="conditions.serviceType" disableSort>
        <TextOrDash source="conditions.serviceType" />
      </DataTable.Col>
      <DataTable.Col source="countries" disableSort>
        <CountriesField />
      </DataTable.Col>
      <DataTable.Col source="baseRate" align="right">
        <MoneyField source="pricing.baseRate" currency="pricing.currency" />
      </DataTable.Col>
      <DataTable.Col source="validFrom" label={label('validity')}>
        <ValidityField />
      </DataTable.Col>
      <DataTable.Col source="isActive" disableSort>
        <ActiveField />
      </DataTable.Col>
      <DataTable.Col source="createdAt">
        <DateTimeField source="createdAt" />
      </DataTable.Col>
      <DataTable.Col source="updatedAt">
        <DateTimeField source="updatedAt" />
      </DataTable.Col>
    </ListPage>
  );
}
