import {
  booleanFilter,
  calendarDate,
  countryCode,
  deletedFilter,
  emailAddress,
  idsFilter,
  listQuery,
  optionalTimestamp,
  pageOf,
  phoneNumber,
  postalAddress,
  preferences,
  recordId,
  text,
  timestamp,
  userSummary,
  version,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';

/** An open set, because rules may ask for any: retail, business, vip, … */
export const customerType = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a short word, like retail, business or vip');

export const addresses = z.array(postalAddress).max(20, 'must have at most 20 addresses');

const fields = {
  userId: recordId.nullish(),
  email: emailAddress,
  firstName: text(100),
  lastName: text(100),
  phone: phoneNumber.nullish(),
  companyName: text(200).nullish(),
  dateOfBirth: calendarDate.nullish(),
  customerType,
  isActive: z.boolean(),
  address: postalAddress.nullish(),
  addresses,
  preferences: preferences.nullish(),
  notes: text(5000, 0).nullish(),
};

export const createCustomerBody = z
  .strictObject({
    ...fields,
    customerType: customerType.default('retail'),
    isActive: z.boolean().default(true),
    addresses: fields.addresses.default([]),
  })
  .meta({ id: 'CreateCustomer' });

export const updateCustomerBody = z
  .strictObject({ ...fields, version })
  .partial()
  .meta({
    id: 'UpdateCustomer',
    description: 'Only the given fields change. `version` here or in If-Match is required.',
  });

export const customerList = listQuery(
  ['id', 'createdAt', 'updatedAt', 'deletedAt', 'email', 'firstName', 'lastName', 'companyName', 'customerType'],
  {
    isActive: booleanFilter.optional(),
    hasUser: booleanFilter.optional(),
    country: countryCode.optional(),
    deleted: deletedFilter,
    ids: idsFilter,
  },
);

/** A filter of its own, so that `active?isActive=false` is refused instead of being ignored. */
export const activeCustomerList = customerList.omit({ isActive: true, deleted: true });

/** What can be listed can be counted. */
export const customerFilters = customerList.omit({ page: true, limit: true, sort: true });

/** … and exported. */
export const customerExport = customerList.omit({ page: true, limit: true });

export const customer = z
  .object({
    id: z.number().int(),
    userId: z.number().int().nullable(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    companyName: z.string().nullable(),
    dateOfBirth: z.string().nullable(),
    customerType: z.string(),
    isActive: z.boolean(),
    address: postalAddress.nullable(),
    addresses: z.array(postalAddress),
    preferences: z.record(z.string(), z.unknown()).nullable(),
    notes: z.string().nullable(),
    version: z.number().int(),
    createdAt: timestamp,
    updatedAt: timestamp,
    deletedAt: optionalTimestamp,
  })
  .meta({ id: 'Customer' });

export const expandQuery = z.strictObject({ expand: z.enum(['user']).optional() });

export const expandedCustomer = z
  .object({
    ...customer.shape,
    user: userSummary.nullish().describe('With expand=user; null when there is none or user-service is missing'),
    missing: z.array(z.string()).optional().describe('Services that did not answer, so that their part is left out'),
  })
  .meta({ id: 'ExpandedCustomer' });

export const customerPage = pageOf(customer);
export const count = z.object({ count: z.number().int() }).meta({ id: 'Count' });

export type CreateCustomer = z.output<typeof createCustomerBody>;
export type UpdateCustomer = z.output<typeof updateCustomerBody>;
export type CustomerList = z.output<typeof customerList>;
export type CustomerFilters = z.output<typeof customerFilters>;
export type CustomerExport = z.output<typeof customerExport>;
export type ActiveCustomerList = z.output<typeof activeCustomerList>;
export type CustomerView = z.output<typeof customer>;
export type ExpandedCustomer = z.output<typeof expandedCustomer>;
