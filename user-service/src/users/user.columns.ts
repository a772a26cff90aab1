import type { UserView } from '@hybrid-fleet/identity-store';
import { addressColumns, type CsvColumn, jsonCell } from '@hybrid-fleet/service-kit';

/** What an export shows of a user. */
export const USER_COLUMNS: readonly CsvColumn<UserView>[] = [
  ['id', ({ id }) => id],
  ['email', ({ email }) => email],
  ['firstName', ({ firstName }) => firstName],
  ['lastName', ({ lastName }) => lastName],
  ['phone', ({ phone }) => phone],
  ['isActive', ({ isActive }) => isActive],
  ['isEmailVerified', ({ isEmailVerified }) => isEmailVerified],
  ['dateOfBirth', ({ dateOfBirth }) => dateOfBirth],
  ...addressColumns<UserView>(({ address }) => address),
  ['preferences', ({ preferences }) => jsonCell(preferences)],
  ['roles', ({ roles }) => roles.join(', ')],
  ['lastLoginAt', ({ lastLoginAt }) => lastLoginAt],
  ['version', ({ version }) => version],
  ['createdAt', ({ createdAt }) => createdAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['deletedAt', ({ deletedAt }) => deletedAt],
];
