import { databaseSettings, migrate, readEnvironment, runCommand } from '@hybrid-fleet/service-kit';
import { migrationEnvironment } from './config.js';
import { database } from './database.js';

await runCommand('pricing-service migrate', async () => {
  const config = readEnvironment(migrationEnvironment);
  const done = await migrate({
    ...database,
    migrator: databaseSettings(config, database.prefix, 'migrator'),
    serviceAccount: String(config.PRICING_DB_USER),
    undo: process.argv.includes('--undo'),
  });
  console.log(`pricing_service_db: ${done.length === 0 ? 'up to date' : `ran ${done.join(', ')}`}`);
});
