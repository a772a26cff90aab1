import type { QueryRunner } from 'typeorm';
import { HISTORY_TABLE } from '../database/migrate.js';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/**
 * One row a change of a record: what each field was and is, and who did it. Rows are only ever added: the service's
 * account has neither UPDATE nor DELETE here. `resource` is the name of the record's table.
 */
export async function createHistoryTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE IF NOT EXISTS ${HISTORY_TABLE} (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
      resource VARCHAR(32) ${ASCII} NOT NULL,
      resource_id INT UNSIGNED NOT NULL,
      action VARCHAR(32) ${ASCII} NOT NULL,
      version INT UNSIGNED NULL,
      changes JSON NOT NULL,
      actor_kind VARCHAR(16) ${ASCII} NOT NULL,
      actor_id INT UNSIGNED NULL,
      actor_name VARCHAR(64) ${ASCII} NULL,
      request_id VARCHAR(128) ${ASCII} NULL,
      trace_id CHAR(32) ${ASCII} NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      KEY history_record (resource, resource_id, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`);
}

export async function dropHistoryTable(runner: QueryRunner): Promise<void> {
  await runner.query(`DROP TABLE IF EXISTS ${HISTORY_TABLE}`);
}
