import type { ImportTable } from '@hybrid-fleet/contracts';
import {
  addressFields,
  addressOf,
  commonFields,
  emailAddress,
  importRow,
  jsonOf,
  numeric,
  phoneNumber,
  preferences,
  recordId,
  type SourceFields,
  text,
} from '@hybrid-fleet/service-kit';
import { addresses, customerType } from './dto/customer.dto.js';

const DEFAULT_TYPE = 'retail';

/** Customers of a previous system. `user_id` comes out as the source has it; whom it means here is not known here. */
export const customerImport: ImportTable = {
  table: 'customers',
  sourceTables: ['customers', 'customer', 'clients'],
  fields: {
    ...commonFields,
    ...addressFields,
    userId: ['userid', 'accountid'],
    email: ['email', 'emailaddress', 'mail'],
    firstName: ['firstname', 'givenname', 'forename'],
    lastName: ['lastname', 'surname', 'familyname'],
    fullName: ['fullname', 'name', 'displayname'],
    phone: ['phone', 'phonenumber', 'telephone', 'mobile'],
    companyName: ['companyname', 'company', 'organisation', 'organization'],
    dateOfBirth: ['dateofbirth', 'birthdate', 'birthday', 'dob'],
    customerType: ['customertype', 'type', 'segment'],
    addresses: ['addresses'],
    preferences: ['preferences', 'settings'],
    notes: ['notes', 'note', 'comments', 'comment'],
  },
  jsonColumns: ['address', 'addresses', 'preferences'],
  toRow: (record, context) =>
    importRow(record, context, (fields) => {
      const address = fields.address();
      return {
        ...fields.common(),
        user_id: fields.optional('userId', recordId, numeric(fields.value('userId'))),
        email: fields.required('email', emailAddress),
        ...fields.personName(),
        phone: fields.optional('phone', phoneNumber),
        company_name: fields.optional('companyName', text(200)),
        date_of_birth: fields.day('dateOfBirth'),
        customer_type: fields.optional('customerType', customerType) ?? DEFAULT_TYPE,
        is_active: fields.active(),
        address,
        country: address?.country ?? null,
        addresses: furtherAddresses(fields),
        preferences: fields.json('preferences', preferences),
        notes: fields.optional('notes', text(5000, 0)),
      };
    }),
};

function furtherAddresses(fields: SourceFields) {
  const value = fields.value('addresses');
  if (value === null) return [];
  const given = jsonOf(value);
  return fields.optional('addresses', addresses, Array.isArray(given) ? given.map(addressOf) : value) ?? [];
}
