import { DataTable, TextInput } from 'react-admin';
import { CarrierInput } from '../carriers/carrier-input';
import { CustomerInput } from '../customers/customer-input';
import { CountryInput } from '../format/country-input';
import { CurrencyInput } from '../format/currency-input';
import { DateTimeField } from '../format/date-time-field';
import { MoneyField } from '../format/money-field';
import { DayFilter } from '../lists/day-filter';
import { search } from '../lists/filters';
import { ListPage } from '../lists/list-page';
import { NameLink } from '../lists/name-link';
import { ReferenceLink } from '../records/record-link';
import { LaneField } from './lane-field';
import { ToCalculator } from './to-calculator';

const label = (field: string) => `resources.quotes.fields.${field}`;

const filters = [
  search,
  <CarrierInput key="carrierId" source="carrierId" label={label('carrierId')} alwaysOn />,
  <CustomerInput key="customerId" source="customerId" label={label('customerId')} />,
  <TextInput key="serviceType" source="serviceType" label={label('serviceType')} />,
  <CountryInput key="country" source="country" label={label('country')} />,
  <CurrencyInput key="currency" source="currency" label={label('currency')} />,
  <DayFilter key="calculatedFrom" source="calculatedFrom" label="resources.quotes.calculatedFrom" end="first" />,
  <DayFilter key="calculatedTo" source="calculatedTo" label="resources.quotes.calculatedTo" end="last" />,
];

export default function QuoteList() {
  return (
    <ListPage
      filters={filters}
      sort={{ field: 'calculatedAt', order: 'DESC' }}
      bulk={false}
      create={<ToCalculator label="resources.quotes.toCalculator" />}
      phone={{
        primary: () => <LaneField />,
        secondary: () => <DateTimeField source="calculatedAt" />,
        tertiary: () => <MoneyField source="calculation.total" currency="calculation.currency" />,
      }}
    >
      <DataTable.Col source="id">
        <NameLink />
      </DataTable.Col>
      <DataTable.Col source="calculatedAt">
        <DateTimeField source="calculatedAt" />
      </DataTable.Col>
      <DataTable.Col source="carrierId" disableSort>
        <ReferenceLink source="request.carrierId" resource="carriers" />
      </DataTable.Col>
      <DataTable.Col source="serviceType" disableSort render={({ request }) => request.serviceType} />
      <DataTable.Col source="lane" disableSort>
        <LaneField />
      </DataTable.Col>
      <DataTable.Col source="customerId" disableSort>
        <ReferenceLink source="request.customerId" resource="customers" />
      </DataTable.Col>
      <DataTable.Col source="total" align="right">
        <MoneyField source="calculation.total" currency="calculation.currency" />
      </DataTable.Col>
    </ListPage>
  );
}
