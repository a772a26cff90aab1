import { roleName, userSchema } from '@hybrid-fleet/identity-store';
import {
  booleanFilter,
  calendarDate,
  deletedFilter,
  emailAddress,
  idsFilter,
  instant,
  listQuery,
  pageOf,
  phoneNumber,
  postalAddress,
  preferences,
  text,
  timestamp,
  version,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';

export { roleName };

const roleNames = z.array(roleName).max(50, 'must have at most 50 roles');

const details = {
  email: emailAddress,
  firstName: text(100),
  lastName: text(100),
  phone: phoneNumber.nullish(),
  dateOfBirth: calendarDate.nullish(),
  address: postalAddress.nullish(),
  preferences: preferences.nullish(),
};

export const createUserBody = z.strictObject({ ...details, roles: roleNames.default(['user']) }).meta({
  id: 'CreateUser',
  description: 'There is no password: the answer holds a link with which the person chooses one.',
});

export const updateUserBody = z
  .strictObject({ ...details, version })
  .partial()
  .meta({ id: 'UpdateUser', description: 'Only the given fields change. `version` here or in If-Match is required.' });

export const setRolesBody = z
  .strictObject({ roles: roleNames, version: version.optional() })
  .meta({ id: 'SetUserRoles', description: 'Replaces the roles. `version` here or in If-Match is required.' });

const DAY_MS = 86_400_000;
const since = z.union([calendarDate, instant]).transform((value) => new Date(value));
/** The first instant that is left out; a day counts whole. */
const until = z
  .union([calendarDate, instant])
  .transform((value) => new Date(Date.parse(value) + (value.length === 10 ? DAY_MS : 0)));

const sortable = [
  'id',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'email',
  'firstName',
  'lastName',
  'lastLoginAt',
] as const;

export const userList = listQuery(sortable, {
  role: roleName.optional(),
  isActive: booleanFilter.optional(),
  locked: booleanFilter.optional(),
  createdFrom: since.optional(),
  createdTo: until.optional(),
  deleted: deletedFilter,
  ids: idsFilter,
});

/** What can be listed can be counted … */
export const userFilters = userList.omit({ page: true, limit: true, sort: true });

/** … and exported. */
export const userExport = userList.omit({ page: true, limit: true });

/** Where only users who are there are meant: `deleted` is refused instead of being ignored. */
export const livingUserList = userList.omit({ deleted: true });

const link = z.object({ url: z.url(), expiresAt: timestamp }).meta({ id: 'InvitationLink' });

export const user = userSchema;
export const userPage = pageOf(user);
export const createdUser = userSchema
  .extend({ invitation: link.describe('Shown this once: who has it chooses the password') })
  .meta({ id: 'CreatedUser' });
export const invitation = z.object({ invitation: link }).meta({ id: 'Invitation' });
export const count = z.object({ count: z.number().int() }).meta({ id: 'Count' });
export const existence = z.object({ exists: z.boolean() }).meta({ id: 'Existence' });
export const effectivePermissions = z
  .object({
    data: z.array(
      z.object({ permission: z.string(), roles: z.array(z.string()).describe('The roles that it comes from') }),
    ),
  })
  .meta({ id: 'EffectivePermissions' });

export type CreateUser = z.output<typeof createUserBody>;
export type UpdateUser = z.output<typeof updateUserBody>;
export type SetRoles = z.output<typeof setRolesBody>;
export type UserList = z.output<typeof userList>;
export type UserFilters = z.output<typeof userFilters>;
export type UserExport = z.output<typeof userExport>;
export type LivingUserList = z.output<typeof livingUserList>;
export type CreatedUser = z.output<typeof createdUser>;
export type Invitation = z.output<typeof invitation>;
export type EffectivePermissions = z.output<typeof effectivePermissions>;
