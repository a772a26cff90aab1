import { runCommand } from '@hybrid-fleet/service-kit';
import { migrateIdentity } from './migration.js';

await runCommand('auth-service migrate', async () => {
  const done = await migrateIdentity(process.env, { undo: process.argv.includes('--undo') });
  console.log(`shared_user_db: ${done.length === 0 ? 'up to date' : `ran ${done.join(', ')}`}`);
});
