import { userSchema } from '@hybrid-fleet/identity-store';
import { jwks, revocation, timestamp } from '@hybrid-fleet/service-kit';
import { z } from 'zod';

/** RFC 6749 section 4.4, with names as there; JSON instead of a form. */
export const clientCredentialsBody = z
  .strictObject({
    grant_type: z.literal('client_credentials'),
    client_id: z.string().regex(/^[\x20-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters'),
    client_secret: z.string().min(1).max(512),
  })
  .meta({ id: 'ClientCredentials' });

export const serviceToken = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int().describe('Seconds'),
  })
  .meta({ id: 'ServiceToken' });

export const validateTokenBody = z.strictObject({ token: z.string().min(1).max(16_384) }).meta({ id: 'ValidateToken' });

export const tokenState = z
  .object({
    active: z.boolean().describe('Whether every service accepts the token now'),
    user: userSchema.optional().describe('Absent for a service token'),
    permissions: z.array(z.string()).optional(),
    expiresAt: timestamp.optional(),
  })
  .meta({ id: 'TokenState' });

export const revocations = z.object({ data: z.array(revocation) }).meta({ id: 'Revocations' });

export const keySet = jwks.meta({ id: 'JsonWebKeySet' });

export type ClientCredentials = z.output<typeof clientCredentialsBody>;
export type ServiceTokenView = z.output<typeof serviceToken>;
export type ValidateToken = z.output<typeof validateTokenBody>;
export type TokenState = z.output<typeof tokenState>;
