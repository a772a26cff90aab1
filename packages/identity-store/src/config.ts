import { positiveInteger } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { listOfKeys } from './secrets/encryption-keys.js';

/** What both services on the shared schema need. */
export const identityStoreEnvironment = {
  ACCESS_TOKEN_TTL_SECONDS: positiveInteger.default(900),
  INVITATION_TTL_HOURS: positiveInteger.default(72),
  ADMIN_URL: z.url(),
} as const;

const isKey = (value: string) => Buffer.from(value, 'base64').length === 32;

const keyEncryptionKey = z.string().refine(isKey, 'must be 32 bytes in base64').describe('base64 of 32 bytes');

const previousKeys = z
  .string()
  .default('')
  .refine((value) => listOfKeys(value).every(isKey), 'must be keys of 32 bytes in base64, separated by commas');

/** What making and reading the private signing keys needs. */
export const signingEnvironment = {
  SERVICE_TOKEN_TTL_SECONDS: positiveInteger.default(300),
  KEY_ENCRYPTION_KEY: keyEncryptionKey,
  KEY_ENCRYPTION_KEY_PREVIOUS: previousKeys,
  ACCESS_TOKEN_TTL_SECONDS: identityStoreEnvironment.ACCESS_TOKEN_TTL_SECONDS,
  CACHE_TTL_JWKS_SECONDS: positiveInteger.default(3600),
} as const;

/** What only auth-service needs: it alone checks passwords and issues tokens. */
export const issuingEnvironment = {
  ...signingEnvironment,
  REFRESH_TOKEN_TTL_DAYS: positiveInteger.default(30),
  REFRESH_GRACE_SECONDS: positiveInteger.default(10),
  BCRYPT_COST: z.coerce.number().int().min(4).max(15).default(12),
  LOCKOUT_THRESHOLD: positiveInteger.default(5),
  LOCKOUT_MAX_SECONDS: positiveInteger.default(900),
} as const;

export interface IdentityStoreConfig {
  ACCESS_TOKEN_TTL_SECONDS: number;
  INVITATION_TTL_HOURS: number;
  ADMIN_URL: string;
}

export interface IssuingConfig extends IdentityStoreConfig {
  KEY_ENCRYPTION_KEY: string;
  KEY_ENCRYPTION_KEY_PREVIOUS: string;
  SERVICE_TOKEN_TTL_SECONDS: number;
  CACHE_TTL_JWKS_SECONDS: number;
  REFRESH_TOKEN_TTL_DAYS: number;
  REFRESH_GRACE_SECONDS: number;
  BCRYPT_COST: number;
  LOCKOUT_THRESHOLD: number;
  LOCKOUT_MAX_SECONDS: number;
}
