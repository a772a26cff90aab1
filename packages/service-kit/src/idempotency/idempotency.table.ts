import type { QueryRunner } from 'typeorm';

/** One row a key: caller, route and key together are unique; the body's digest tells a repeat from a clash. */
export async function createIdempotencyTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE IF NOT EXISTS idempotency_keys (
      scope CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      body_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status SMALLINT UNSIGNED NULL,
      response JSON NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (scope),
      KEY idempotency_keys_created_at (created_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`);
}

export async function dropIdempotencyTable(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS idempotency_keys');
}
