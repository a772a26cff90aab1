import { identityStoreEnvironment } from '@hybrid-fleet/identity-store';
import {
  brokerEnvironment,
  commonEnvironment,
  databaseEnvironment,
  port,
  positiveInteger,
  redisEnvironment,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';

/** All that user-service reads from its environment; hybrid-environment.example says what each variable means. */
export const environment = z.object({
  ...commonEnvironment,
  ...databaseEnvironment('SHARED_DB'),
  ...redisEnvironment,
  ...brokerEnvironment,
  ...identityStoreEnvironment,
  USER_SERVICE_PORT: port,
  CACHE_TTL_USER_SECONDS: positiveInteger.default(300),
});

export type Config = z.output<typeof environment>;
