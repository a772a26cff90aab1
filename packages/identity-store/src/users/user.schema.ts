import { calendarDate, optionalTimestamp, postalAddress, timestamp } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import type { User } from './user.entity.js';

/** A user as every answer shows it. The password hash has no field here, so it cannot leave. */
export const userSchema = z
  .object({
    id: z.number().int(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    isActive: z.boolean(),
    isEmailVerified: z.boolean(),
    dateOfBirth: calendarDate.nullable(),
    address: postalAddress.nullable(),
    preferences: z.record(z.string(), z.unknown()).nullable(),
    roles: z.array(z.string()).describe('Names of roles'),
    lastLoginAt: optionalTimestamp,
    version: z.number().int(),
    createdAt: timestamp,
    updatedAt: timestamp,
    deletedAt: optionalTimestamp,
  })
  .meta({ id: 'User' });

export type UserView = z.output<typeof userSchema>;

/** The signed-in user: with what they may do now. */
export const profileSchema = userSchema.extend({ permissions: z.array(z.string()) }).meta({ id: 'Profile' });

export type ProfileView = z.output<typeof profileSchema>;

/** `user` with its roles loaded, as clients see it. */
export function presentUser(user: User): UserView {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    phone: user.phone,
    isActive: user.isActive,
    isEmailVerified: user.isEmailVerified,
    dateOfBirth: user.dateOfBirth,
    address: user.address,
    preferences: user.preferences,
    roles: user.roles.map((role) => role.name).sort(),
    lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
    version: user.version,
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
    deletedAt: user.deletedAt?.toISOString() ?? null,
  };
}

/** What the history keeps of a user, with its roles loaded: what people can read and change. */
export function recordedUser(user: User) {
  const { id, lastLoginAt, version, createdAt, updatedAt, deletedAt, ...fields } = presentUser(user);
  return fields;
}
