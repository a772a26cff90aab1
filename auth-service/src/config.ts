import { identityStoreEnvironment, issuingEnvironment, signingEnvironment } from '@hybrid-fleet/identity-store';
import {
  brokerEnvironment,
  commonEnvironment,
  databaseEnvironment,
  emailAddress,
  migratorEnvironment,
  port,
  positiveInteger,
  redisEnvironment,
  secret,
  switchedOn,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';

/** All that auth-service reads from its environment; hybrid-environment.example says what each variable means. */
export const environment = z.object({
  ...commonEnvironment,
  ...databaseEnvironment('SHARED_DB'),
  ...redisEnvironment,
  ...brokerEnvironment,
  ...identityStoreEnvironment,
  ...issuingEnvironment,
  AUTH_SERVICE_PORT: port,
  /** The admin's origin: part of the cookie's name, because cookies do not tell ports of one host apart. */
  ADMIN_PORT: port,
  /** Unset: on, except in production. */
  REGISTRATION_ENABLED: switchedOn.optional(),
  THROTTLE_LOGIN_PER_MINUTE: positiveInteger.default(30),
  THROTTLE_REGISTER_PER_MINUTE: positiveInteger.default(20),
  THROTTLE_REFRESH_PER_MINUTE: positiveInteger.default(120),
});

export type Config = z.output<typeof environment>;

/** What its migrate step reads: it also makes the first signing key, the service accounts and the first admin. */
export const migrationEnvironment = z.object({
  ...migratorEnvironment('SHARED_DB'),
  ...signingEnvironment,
  NODE_ENV: commonEnvironment.NODE_ENV,
  USER_SERVICE_CLIENT_SECRET: secret,
  CUSTOMER_SERVICE_CLIENT_SECRET: secret,
  CARRIER_SERVICE_CLIENT_SECRET: secret,
  PRICING_SERVICE_CLIENT_SECRET: secret,
  BCRYPT_COST: issuingEnvironment.BCRYPT_COST,
  /** Read in development only: everywhere else create-admin makes the first one. */
  ADMIN_EMAIL: emailAddress.optional(),
  ADMIN_PASSWORD: z.string().min(8).optional(),
});
