import { createKitTables, dropKitTables } from '@hybrid-fleet/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
// Exact, where accents and case make another address: the wider collation would take é for e.
const EXACT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

const TABLES: Record<string, string> = {
  users: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    email VARCHAR(254) NOT NULL,
    active_email VARCHAR(254) ${EXACT} GENERATED ALWAYS AS (IF(deleted_at IS NULL, email, NULL)) STORED,
    password_hash VARCHAR(72) ${ASCII} NULL,
    first_name VARCHAR(100) NOT NULL,
    last_name VARCHAR(100) NOT NULL,
    phone VARCHAR(30) NULL,
    is_active TINYINT(1) NOT NULL DEFAULT 1,
    is_email_verified TINYINT(1) NOT NULL DEFAULT 0,
    registered_by VARCHAR(8) ${ASCII} NOT NULL,
    date_of_birth DATE NULL,
    address JSON NULL,
    preferences JSON NULL,
    last_login_at DATETIME(3) NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    deleted_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY users_active_email (active_email),
    KEY users_email (deleted_at, email),
    KEY users_last_name (deleted_at, last_name, id),
    KEY users_first_name (deleted_at, first_name, id),
    KEY users_updated_at (deleted_at, updated_at, id),
    KEY users_created_at (deleted_at, created_at, id),
    KEY users_last_login_at (deleted_at, last_login_at, id),
    KEY users_active (deleted_at, is_active, id),
    FULLTEXT KEY users_words (first_name, last_name, email)`,
  roles: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(64) ${ASCII} NOT NULL,
    description VARCHAR(255) NOT NULL DEFAULT '',
    permissions JSON NOT NULL,
    is_system TINYINT(1) NOT NULL DEFAULT 0,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY roles_name (name)`,
  user_roles: `
    user_id INT UNSIGNED NOT NULL,
    role_id INT UNSIGNED NOT NULL,
    PRIMARY KEY (user_id, role_id),
    KEY user_roles_role (role_id, user_id),
    CONSTRAINT user_roles_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT user_roles_role_fk FOREIGN KEY (role_id) REFERENCES roles (id)`,
  sessions: `
    id CHAR(36) ${ASCII} NOT NULL,
    user_id INT UNSIGNED NOT NULL,
    device VARCHAR(255) NOT NULL,
    address VARCHAR(45) ${ASCII} NOT NULL,
    cookie_mode TINYINT(1) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    last_seen_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    ended_by VARCHAR(16) ${ASCII} NULL,
    PRIMARY KEY (id),
    KEY sessions_user (user_id, ended_at, last_seen_at),
    KEY sessions_address (user_id, address),
    KEY sessions_expires_at (expires_at),
    CONSTRAINT sessions_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`,
  refresh_tokens: `
    token_hash CHAR(64) ${ASCII} NOT NULL,
    session_id CHAR(36) ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    used_at DATETIME(3) NULL,
    successor_sealed VARCHAR(160) ${ASCII} NULL,
    PRIMARY KEY (token_hash),
    KEY refresh_tokens_session (session_id, used_at),
    CONSTRAINT refresh_tokens_session_fk FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE`,
  revocations: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    kind VARCHAR(8) ${ASCII} NOT NULL,
    subject VARCHAR(64) ${ASCII} NOT NULL,
    issued_before DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY revocations_expires_at (expires_at)`,
  signing_keys: `
    kid CHAR(36) ${ASCII} NOT NULL,
    public_jwk JSON NOT NULL,
    private_key_sealed TEXT ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    active_from DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NULL,
    PRIMARY KEY (kid),
    KEY signing_keys_active_from (active_from)`,
  service_accounts: `
    client_id VARCHAR(64) ${ASCII} NOT NULL,
    secret_hash CHAR(64) ${ASCII} NOT NULL,
    permissions JSON NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (client_id)`,
  login_failures: `
    account VARCHAR(254) ${EXACT} NOT NULL,
    address VARCHAR(45) ${ASCII} NOT NULL,
    failures INT UNSIGNED NOT NULL,
    last_failed_at DATETIME(3) NOT NULL,
    locked_until DATETIME(3) NULL,
    PRIMARY KEY (account, address),
    KEY login_failures_locked_until (locked_until),
    KEY login_failures_last_failed_at (last_failed_at)`,
  one_time_tokens: `
    token_hash CHAR(64) ${ASCII} NOT NULL,
    user_id INT UNSIGNED NOT NULL,
    purpose VARCHAR(16) ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (token_hash),
    KEY one_time_tokens_user (user_id),
    KEY one_time_tokens_expires_at (expires_at),
    CONSTRAINT one_time_tokens_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`,
  // Rows to lock, for rules about many records at once: see LastAdminRule.
  guards: `
    name VARCHAR(64) ${ASCII} NOT NULL,
    PRIMARY KEY (name)`,
};

/** The first schema of auth-service and user-service. */
export class Identity1764000000000 implements MigrationInterface {
  name = 'Identity1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createKitTables(runner);
    for (const [name, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE IF NOT EXISTS ${name} (${columns}\n) ${TABLE}`);
    }
    await runner.query("INSERT IGNORE INTO guards (name) VALUES ('admins')");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(TABLES).reverse()) await runner.query(`DROP TABLE IF EXISTS ${name}`);
    await dropKitTables(runner);
  }
}
