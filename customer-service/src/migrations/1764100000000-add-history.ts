import { createHistoryTable, dropHistoryTable } from '@hybrid-fleet/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table that the previous release does not know; what it changes meanwhile has no history. */
export class AddHistory1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createHistoryTable(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHistoryTable(runner);
  }
}
