import {
  identityDatabase,
  PasswordHasher,
  SigningKeys,
  seedAdmin,
  seedRoles,
  seedServiceAccounts,
} from '@hybrid-fleet/identity-store';
import {
  databaseSettings,
  type MigrationReport,
  migrate,
  readEnvironment,
  refusePublishedSecrets,
} from '@hybrid-fleet/service-kit';
import { migrationEnvironment } from './config.js';

/** The schema of auth-service and user-service, and what must be in it before anybody can sign in. */
export async function migrateIdentity(
  env: NodeJS.ProcessEnv,
  options: { undo?: boolean } = {},
): Promise<MigrationReport> {
  const config = readEnvironment(migrationEnvironment, env);
  refusePublishedSecrets(config);
  return migrate({
    ...identityDatabase,
    ...options,
    migrator: databaseSettings(config, identityDatabase.prefix, 'migrator'),
    serviceAccount: String(config.SHARED_DB_USER),
    seed: async (dataSource) => {
      await seedRoles(dataSource);
      await seedServiceAccounts(dataSource, {
        'user-service': config.USER_SERVICE_CLIENT_SECRET,
        'customer-service': config.CUSTOMER_SERVICE_CLIENT_SECRET,
        'carrier-service': config.CARRIER_SERVICE_CLIENT_SECRET,
        'pricing-service': config.PRICING_SERVICE_CLIENT_SECRET,
      });
      await new SigningKeys(dataSource, config).ensure();
      const { ADMIN_EMAIL, ADMIN_PASSWORD } = config;
      if (config.NODE_ENV !== 'development' || !ADMIN_EMAIL || !ADMIN_PASSWORD) return;
      await seedAdmin(dataSource, ADMIN_EMAIL, () => new PasswordHasher(config.BCRYPT_COST).hash(ADMIN_PASSWORD));
    },
  });
}
