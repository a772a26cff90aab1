import { createSeedsTable, dropSeedsTable } from '@hybrid-fleet/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table that the previous release does not know. */
export class AddSeeds1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSeedsTable(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropSeedsTable(runner);
  }
}
