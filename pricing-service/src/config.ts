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

/** All that pricing-service reads from its environment; hybrid-environment.example says what each variable means. */
export const environment = z.object({
  ...commonEnvironment,
  ...databaseEnvironment('PRICING_DB'),
  ...redisEnvironment,
  ...brokerEnvironment,
  ...identityEnvironment,
  ...peersEnvironment('PRICING_SERVICE_CLIENT_SECRET'),
  PRICING_SERVICE_PORT: port,
  CUSTOMER_SERVICE_URL: z.url(),
  CARRIER_SERVICE_URL: z.url(),
  CACHE_TTL_CUSTOMER_SECONDS: positiveInteger.default(300),
  CACHE_TTL_CARRIER_SECONDS: positiveInteger.default(300),
  CACHE_TTL_RULES_SECONDS: positiveInteger.default(300),
});

export type Config = z.output<typeof environment>;

/** What its migrate step reads. */
export const migrationEnvironment = z.object(migratorEnvironment('PRICING_DB'));
