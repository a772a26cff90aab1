import { DataTable, FunctionField } from 'react-admin';
import type { Records } from '../api/records';
import { ActiveField } from '../format/active-field';
import { CountryInput } from '../format/country-input';
import { DateTimeField } from '../format/date-time-field';
import { isActive, search } from '../lists/filters';
import { ListPage } from '../lists/list-page';
import { NameLink } from '../lists/name-link';
import { useFilters } from '../lists/use-filters';
import { ReferenceLink } from '../records/record-link';

type Carrier = Records['carriers'];

const own = [search, isActive, <CountryInput key="country" source="country" label="resources.carriers.country" />];

const services = ({ services }: Carrier) => services.map(({ name }) => name).join(', ');
const countries = ({ coverage }: Carrier) => coverage.map(({ country }) => country).join(', ');

export default function CarrierList() {
  return (
    <ListPage
      filters={useFilters(own)}
      sort={{ field: 'name', order: 'ASC' }}
      hiddenColumns={['id', 'createdAt', 'updatedAt']}
      phone={{
        primary: ({ name }) => name,
        secondary: (carrier) => services(carrier as Carrier),
        tertiary: () => <ActiveField />,
      }}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="name">
        <NameLink />
      </DataTable.Col>
      <DataTable.Col source="code" />
      <DataTable.Col source="services" disableSort>
        <FunctionField render={services} />
      </DataTable.Col>
      <DataTable.Col source="coverage" disableSort>
        <FunctionField render={countries} />
      </DataTable.Col>
      <DataTable.Col source="ownerId" disableSort>
        <ReferenceLink source="ownerId" resource="users" />
      </DataTable.Col>
      <DataTable.Col source="isActive">
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
