import { identityDatabase, SigningKeys } from '@hybrid-fleet/identity-store';
import { databaseSettings, readEnvironment, runCommand, withMigrator } from '@hybrid-fleet/service-kit';
import { migrationEnvironment } from './config.js';

/** Ends well when KEY_ENCRYPTION_KEY_PREVIOUS may be emptied: KEY_ENCRYPTION_KEY alone opens every signing key that signs. */
await runCommand('auth-service previous-keys', async () => {
  const config = readEnvironment(migrationEnvironment, process.env);
  const migrator = databaseSettings(config, identityDatabase.prefix, 'migrator');
  await withMigrator({ ...identityDatabase, migrator }, async (dataSource) => {
    const needed = await new SigningKeys(dataSource, config).sealedUnderPrevious();
    if (needed.length > 0)
      throw new Error(`still needed by the signing keys ${needed.map(({ kid }) => kid).join(', ')}`);
  });
});
