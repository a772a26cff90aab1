import { DataTable, EmailField } from 'react-admin';
import { ActiveField } from '../format/active-field';
import { CountryField } from '../format/country-field';
import { CountryInput } from '../format/country-input';
import { DateTimeField } from '../format/date-time-field';
import { isActive, search, YesNoFilter } from '../lists/filters';
import { ListPage } from '../lists/list-page';
import { NameLink } from '../lists/name-link';
import { useFilters } from '../lists/use-filters';
import { ReferenceLink } from '../records/record-link';

const own = [
  search,
  isActive,
  <YesNoFilter
    key="hasUser"
    source="hasUser"
    label="resources.customers.hasUser"
    yes="resources.customers.withUser"
    no="resources.customers.withoutUser"
  />,
  <CountryInput key="country" source="country" label="resources.customers.country" />,
];

export default function CustomerList() {
  return (
    <ListPage
      filters={useFilters(own)}
      sort={{ field: 'lastName', order: 'ASC' }}
      hiddenColumns={['id', 'phone', 'createdAt', 'updatedAt']}
      phone={{
        primary: ({ firstName, lastName }) => `${firstName} ${lastName}`,
        secondary: ({ email }) => email,
        tertiary: () => <ActiveField />,
      }}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="lastName" label="resources.customers.fields.name">
        <NameLink />
      </DataTable.Col>
      <DataTable.Col source="email" field={EmailField} />
      <DataTable.Col source="phone" disableSort />
      <DataTable.Col source="companyName" />
      <DataTable.Col source="customerType" />
      <DataTable.Col source="address.country" label="resources.customers.country" disableSort>
        <CountryField source="address.country" />
      </DataTable.Col>
      <DataTable.Col source="userId" disableSort>
        <ReferenceLink source="userId" resource="users" />
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
