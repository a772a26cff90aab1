import type { QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** One row for each set of data that was seeded, with how many records of each kind it added: see seed-once.ts. */
export async function createSeedsTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE IF NOT EXISTS seeds (
      name VARCHAR(64) ${ASCII} NOT NULL,
      contents JSON NOT NULL,
      seeded_at DATETIME(3) NOT NULL,
      PRIMARY KEY (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`);
}

export async function dropSeedsTable(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS seeds');
}
