import { chosenPassword, currentPassword, profileSchema } from '@hybrid-fleet/identity-store';
import { calendarDate, phoneNumber, postalAddress, preferences, text, version } from '@hybrid-fleet/service-kit';
import { z } from 'zod';

export const profile = profileSchema;

export const updateProfileBody = z
  .strictObject({
    firstName: text(100),
    lastName: text(100),
    phone: phoneNumber.nullable(),
    dateOfBirth: calendarDate.nullable(),
    address: postalAddress.nullable(),
    preferences: preferences.nullable(),
    version,
  })
  .partial()
  .meta({
    id: 'UpdateProfile',
    description: 'Only the given fields change. `version` here or in If-Match is required.',
  });

export const changePasswordBody = z
  .strictObject({ currentPassword, newPassword: chosenPassword })
  .meta({ id: 'ChangePassword' });

export const resetPasswordBody = z
  .strictObject({ token: z.string().min(1).max(512), newPassword: chosenPassword })
  .meta({ id: 'ResetPassword' });

export type UpdateProfile = z.output<typeof updateProfileBody>;
export type ChangePassword = z.output<typeof changePasswordBody>;
export type ResetPassword = z.output<typeof resetPasswordBody>;
