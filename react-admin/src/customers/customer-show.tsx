import { Stack } from '@mui/material';
import { useRecordContext } from 'ra-core';
import { EmailField } from 'react-admin';
import type { Records } from '../api/records';
import { ActiveField } from '../format/active-field';
import { DateTimeField } from '../format/date-time-field';
import { DayField } from '../format/day-field';
import { JsonField } from '../format/json-field';
import { TextOrDash } from '../format/text-or-dash';
import { AddressField, AddressLines } from '../records/address-field';
import { Details } from '../records/details';
import { ReferenceLink } from '../records/record-link';
import { ShowPage } from '../records/show-page';

export default function CustomerShow() {
  return (
    <ShowPage>
      <Details>
        <TextOrDash source="firstName" />
        <TextOrDash source="lastName" />
        <EmailField source="email" />
        <TextOrDash source="phone" />
        <TextOrDash source="companyName" />
        <TextOrDash source="customerType" />
        <ActiveField source="isActive" />
        <ReferenceLink source="userId" resource="users" />
        <DayField source="dateOfBirth" />
        <AddressField source="address" />
        <FurtherAddresses source="addresses" />
        <TextOrDash source="notes" />
        <JsonField source="preferences" />
        <DateTimeField source="createdAt" />
        <DateTimeField source="updatedAt" />
      </Details>
    </ShowPage>
  );
}

function FurtherAddresses(_: { source: string }) {
  const addresses = useRecordContext<Records['customers']>()?.addresses ?? [];
  if (addresses.length === 0) return <span>–</span>;
  return (
    <Stack spacing={1}>
      {addresses.map((address) => (
        <AddressLines key={JSON.stringify(address)} address={address} />
      ))}
    </Stack>
  );
}
