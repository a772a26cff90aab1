import {
  brokerEnvironment,
  commonEnvironment,
  databaseEnvironment,
  identityEnvironment,
  migratorEnvironment,
  peersEnvironment,
  port,
  positiveInteger,
  redisEnvironment,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';

/** All that carrier-service reads from its environment; hybrid-environment.example says what each variable means. */
export const environment = z.object({
  ...commonEnvironment,
  ...databaseEnvironment('CARRIER_DB'),
  ...redisEnvironment,
  ...brokerEnvironment,
  ...identityEnvironment,
  ...peersEnvironment('CARRIER_SERVICE_CLIENT_SECRET'),
  CARRIER_SERVICE_PORT: port,
  USER_SERVICE_URL: z.url(),
  CACHE_TTL_USER_SECONDS: positiveInteger.default(300),
});

export type Config = z.output<typeof environment>;

/** What its migrate step reads. */
export const migrationEnvironment = z.object(migratorEnvironment('CARRIER_DB'));
