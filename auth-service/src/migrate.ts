import { describeMigration, runCommand } from '@hybrid-fleet/service-kit';
import { migrateIdentity } from './migration.js';

await runCommand('auth-service migrate', async () => {
  const report = await migrateIdentity(process.env, { undo: process.argv.includes('--undo') });
  console.log(describeMigration(report));
});
