import type { QueryRunner } from 'typeorm';
import { createIdempotencyTable, dropIdempotencyTable } from '../idempotency/idempotency.table.js';
import { createMessagingTables, dropMessagingTables } from '../messaging/messaging.tables.js';

/** The tables that the kit needs in every schema; the first migration of each schema calls this. */
export async function createKitTables(runner: QueryRunner): Promise<void> {
  await createMessagingTables(runner);
  await createIdempotencyTable(runner);
}

export async function dropKitTables(runner: QueryRunner): Promise<void> {
  await dropIdempotencyTable(runner);
  await dropMessagingTables(runner);
}
