import { createKitTables, dropKitTables } from '@hybrid-fleet/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci';

export class CreatePricing1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS pricing_rules (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT,
        name VARCHAR(150) NOT NULL,
        description TEXT NULL,
        is_active TINYINT(1) NOT NULL,
        priority INT NOT NULL,
        valid_from VARCHAR(30) NULL,
        valid_to VARCHAR(30) NULL,
        starts_at DATETIME(3) NULL,
        ends_at DATETIME(3) NULL,
        conditions JSON NOT NULL,
        carrier_id INT UNSIGNED NULL,
        service_type VARCHAR(50) NULL,
        origin_country CHAR(2) NULL,
        destination_country CHAR(2) NULL,
        pricing JSON NOT NULL,
        base_rate DECIMAL(19,6) NOT NULL,
        version INT UNSIGNED NOT NULL,
        created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
        updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
        deleted_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        KEY pricing_rules_active (deleted_at, is_active, id),
        KEY pricing_rules_carrier (deleted_at, carrier_id, id),
        KEY pricing_rules_service (deleted_at, service_type, id),
        KEY pricing_rules_origin (origin_country),
        KEY pricing_rules_destination (destination_country),
        KEY pricing_rules_priority (deleted_at, priority),
        KEY pricing_rules_created_at (deleted_at, created_at),
        KEY pricing_rules_name (deleted_at, name),
        FULLTEXT KEY pricing_rules_words (name, description)
      ) ${OPTIONS}`);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS rule_set_counter (
        id TINYINT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        PRIMARY KEY (id)
      ) ${OPTIONS}`);
    await runner.query('INSERT IGNORE INTO rule_set_counter (id, version) VALUES (1, 1)');
    // DECIMAL(36,6): the largest rate times the largest weight, with all surcharges, still fits.
    await runner.query(`
      CREATE TABLE IF NOT EXISTS pricing_calculations (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT,
        request_id VARCHAR(128) NOT NULL,
        carrier_id INT UNSIGNED NOT NULL,
        service_type VARCHAR(50) NOT NULL,
        origin_country CHAR(2) NOT NULL,
        destination_country CHAR(2) NOT NULL,
        customer_id INT UNSIGNED NULL,
        total DECIMAL(36,6) NOT NULL,
        currency CHAR(3) NOT NULL,
        rule_set_version INT UNSIGNED NOT NULL,
        calculated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        KEY pricing_calculations_request (request_id),
        KEY pricing_calculations_carrier (carrier_id, id),
        KEY pricing_calculations_customer (customer_id, id),
        KEY pricing_calculations_service (service_type, id),
        KEY pricing_calculations_currency (currency, id),
        KEY pricing_calculations_origin (origin_country, destination_country),
        KEY pricing_calculations_destination (destination_country),
        KEY pricing_calculations_calculated_at (calculated_at),
        KEY pricing_calculations_total (total)
      ) ${OPTIONS}`);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS pricing_answers (
        id INT UNSIGNED NOT NULL,
        request JSON NOT NULL,
        calculation JSON NOT NULL,
        applied_rules JSON NOT NULL,
        trace JSON NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT pricing_answers_calculation FOREIGN KEY (id) REFERENCES pricing_calculations (id)
      ) ${OPTIONS}`);
    await createKitTables(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropKitTables(runner);
    await runner.query('DROP TABLE IF EXISTS pricing_answers');
    await runner.query('DROP TABLE IF EXISTS pricing_calculations');
    await runner.query('DROP TABLE IF EXISTS rule_set_counter');
    await runner.query('DROP TABLE IF EXISTS pricing_rules');
  }
}
