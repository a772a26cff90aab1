import { runMigrations } from '@hybrid-fleet/service-kit';
import { migrationEnvironment } from './config.js';
import { database } from './database.js';

await runMigrations('carrier-service', migrationEnvironment, database);
