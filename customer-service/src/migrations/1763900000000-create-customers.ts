import { createKitTables, dropKitTables } from '@hybrid-fleet/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomers1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS customers (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT,
        user_id INT UNSIGNED NULL,
        user_is_active TINYINT(1) NULL,
        email VARCHAR(254) NOT NULL,
        active_email VARCHAR(254) COLLATE utf8mb4_bin GENERATED ALWAYS AS (IF(deleted_at IS NULL, email, NULL)) STORED,
        first_name VARCHAR(100) NOT NULL,
        last_name VARCHAR(100) NOT NULL,
        phone VARCHAR(30) NULL,
        company_name VARCHAR(200) NULL,
        date_of_birth DATE NULL,
        customer_type VARCHAR(32) NOT NULL,
        is_active TINYINT(1) NOT NULL,
        address JSON NULL,
        country CHAR(2) NULL,
        addresses JSON NOT NULL,
        preferences JSON NULL,
        notes TEXT NULL,
        version INT UNSIGNED NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        UNIQUE KEY customers_active_email (active_email),
        UNIQUE KEY customers_user_id (user_id),
        KEY customers_created_at (deleted_at, created_at),
        KEY customers_last_name (deleted_at, last_name),
        KEY customers_updated_at (deleted_at, updated_at),
        KEY customers_company_name (deleted_at, company_name),
        KEY customers_customer_type (deleted_at, customer_type),
        KEY customers_is_active (deleted_at, is_active, id),
        KEY customers_country (deleted_at, country, id),
        KEY customers_email (email),
        KEY customers_first_name (first_name),
        FULLTEXT KEY customers_words (first_name, last_name, company_name, email)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`);
    await createKitTables(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropKitTables(runner);
    await runner.query('DROP TABLE IF EXISTS customers');
  }
}
