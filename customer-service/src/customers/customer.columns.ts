import { addressColumns, addressLine, type CsvColumn, cellLines, jsonCell } from '@hybrid-fleet/service-kit';
import type { CustomerView } from './dto/customer.dto.js';

/** What an export shows of a customer. */
export const CUSTOMER_COLUMNS: readonly CsvColumn<CustomerView>[] = [
  ['id', ({ id }) => id],
  ['userId', ({ userId }) => userId],
  ['email', ({ email }) => email],
  ['firstName', ({ firstName }) => firstName],
  ['lastName', ({ lastName }) => lastName],
  ['phone', ({ phone }) => phone],
  ['companyName', ({ companyName }) => companyName],
  ['dateOfBirth', ({ dateOfBirth }) => dateOfBirth],
  ['customerType', ({ customerType }) => customerType],
  ['isActive', ({ isActive }) => isActive],
  ...addressColumns<CustomerView>(({ address }) => address),
  ['addresses', ({ addresses }) => cellLines(addresses, addressLine)],
  ['preferences', ({ preferences }) => jsonCell(preferences)],
  ['notes', ({ notes }) => notes],
  ['version', ({ version }) => version],
  ['createdAt', ({ createdAt }) => createdAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['deletedAt', ({ deletedAt }) => deletedAt],
];
