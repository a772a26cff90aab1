import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'refresh_tokens_used_at';

/** For deleting tokens that were used long ago: see Housekeeper. */
export class IndexUsedTokens1764200000000 implements MigrationInterface {
  name = 'IndexUsedTokens1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!(await exists(runner))) await runner.query(`CREATE INDEX ${INDEX} ON refresh_tokens (used_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await exists(runner)) await runner.query(`DROP INDEX ${INDEX} ON refresh_tokens`);
  }
}

/** MySQL, unlike MariaDB, has no IF NOT EXISTS for indexes. */
async function exists(runner: QueryRunner): Promise<boolean> {
  const found = await runner.query(
    'SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = ?',
    [INDEX],
  );
  return found.length > 0;
}
