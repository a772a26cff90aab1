import { chosenPassword, currentPassword, profileSchema } from '@hybrid-fleet/identity-store';
import { emailAddress, phoneNumber, text } from '@hybrid-fleet/service-kit';
import { z } from 'zod';

export const loginBody = z.strictObject({ email: emailAddress, password: currentPassword }).meta({ id: 'Login' });

export const registerBody = z
  .strictObject({
    email: emailAddress,
    password: chosenPassword,
    firstName: text(100),
    lastName: text(100),
    phone: phoneNumber.nullish(),
  })
  .meta({ id: 'Register' });

export const refreshBody = z
  .strictObject({ refreshToken: z.string().min(1).max(512).optional() })
  .meta({ id: 'Refresh', description: 'Empty in cookie mode' });

export const signedIn = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.number().int().describe('Seconds'),
    refreshToken: z.string().optional().describe('Absent in cookie mode'),
    user: profileSchema,
  })
  .meta({ id: 'SignedIn' });

export type Login = z.output<typeof loginBody>;
export type Register = z.output<typeof registerBody>;
export type Refresh = z.output<typeof refreshBody>;
export type SignedInView = z.output<typeof signedIn>;
