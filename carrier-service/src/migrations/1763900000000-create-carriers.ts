import { createKitTables, dropKitTables } from '@hybrid-fleet/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// The generated columns are NULL once a carrier is deleted, so that its name and code can be used again. They keep the
// table's collation: "DHL" and "dhl" are one name to people.
export class CreateCarriers1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS carriers (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT,
        name VARCHAR(150) NOT NULL,
        active_name VARCHAR(150) GENERATED ALWAYS AS (IF(deleted_at IS NULL, name, NULL)) STORED,
        code VARCHAR(50) NOT NULL,
        active_code VARCHAR(50) GENERATED ALWAYS AS (IF(deleted_at IS NULL, code, NULL)) STORED,
        description TEXT NULL,
        owner_id INT UNSIGNED NULL,
        is_active TINYINT(1) NOT NULL,
        contact_email VARCHAR(254) NULL,
        contact_phone VARCHAR(30) NULL,
        website VARCHAR(500) NULL,
        tracking_url_template VARCHAR(500) NULL,
        services JSON NOT NULL,
        coverage JSON NOT NULL,
        version INT UNSIGNED NOT NULL,
        created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
        updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
        deleted_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        UNIQUE KEY carriers_active_name (active_name),
        UNIQUE KEY carriers_active_code (active_code),
        KEY carriers_name (deleted_at, name),
        KEY carriers_created_at (deleted_at, created_at),
        KEY carriers_is_active (deleted_at, is_active, id),
        FULLTEXT KEY carriers_words (name, code, description)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`);
    await createKitTables(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropKitTables(runner);
    await runner.query('DROP TABLE IF EXISTS carriers');
  }
}
