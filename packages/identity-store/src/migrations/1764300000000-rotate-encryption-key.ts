import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/**
 * A key that signs no more loses its private part, and a service account keeps its former secret for a while. The previous
 * release looks only at the newest key that is active, which has its private part, and does not know of former secrets.
 */
export class RotateEncryptionKey1764300000000 implements MigrationInterface {
  name = 'RotateEncryptionKey1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE signing_keys MODIFY private_key_sealed TEXT ${ASCII} NULL`);
    if (!(await hasFormerSecret(runner)))
      await runner.query(
        `ALTER TABLE service_accounts
           ADD COLUMN former_secret_hash CHAR(64) ${ASCII} NULL,
           ADD COLUMN former_secret_until DATETIME(3) NULL`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE signing_keys SET private_key_sealed = '' WHERE private_key_sealed IS NULL");
    await runner.query(`ALTER TABLE signing_keys MODIFY private_key_sealed TEXT ${ASCII} NOT NULL`);
    if (await hasFormerSecret(runner))
      await runner.query(
        'ALTER TABLE service_accounts DROP COLUMN former_secret_hash, DROP COLUMN former_secret_until',
      );
  }
}

/** MySQL, unlike MariaDB, has no IF NOT EXISTS for columns. */
async function hasFormerSecret(runner: QueryRunner): Promise<boolean> {
  const found = await runner.query(
    `SELECT 1 FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'service_accounts' AND COLUMN_NAME = 'former_secret_hash'`,
  );
  return found.length > 0;
}
