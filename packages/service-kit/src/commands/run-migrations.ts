import type { z } from 'zod';
import { databaseSettings, readEnvironment } from '../config/environment.js';
import { describeMigration, type MigrateOptions, migrate } from '../database/migrate.js';
import { runCommand } from './run-command.js';

type Schema = Pick<MigrateOptions, 'entities' | 'migrations' | 'appendOnly' | 'prefix'>;

/** The migrate step of a service with a schema of its own; with `--undo` it takes the last migration back. */
export function runMigrations(service: string, environment: z.ZodObject, database: Schema): Promise<void> {
  return runCommand(`${service} migrate`, async () => {
    const config = readEnvironment(environment) as Record<string, unknown>;
    const report = await migrate({
      ...database,
      migrator: databaseSettings(config, database.prefix, 'migrator'),
      serviceAccount: String(config[`${database.prefix}_USER`]),
      undo: process.argv.includes('--undo'),
    });
    console.log(describeMigration(report));
  });
}
