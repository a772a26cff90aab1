import type { QueryRunner } from 'typeorm';

const TEXT = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci';
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

const TABLES: Record<string, string> = {
  // One row an event, written with the change that it tells of. sent_at NULL first in its index: what is to do is found at once.
  outbox: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    message_id CHAR(36) ${ASCII} NOT NULL,
    type VARCHAR(64) ${ASCII} NOT NULL,
    aggregate_type VARCHAR(32) ${ASCII} NOT NULL,
    aggregate_id VARCHAR(64) ${ASCII} NOT NULL,
    payload JSON NOT NULL,
    traceparent CHAR(55) ${ASCII} NOT NULL,
    created_at DATETIME(3) NOT NULL,
    sent_at DATETIME(3) NULL,
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    last_error VARCHAR(500) NULL,
    next_attempt_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY outbox_message_id (message_id),
    KEY outbox_unsent (sent_at, id),
    KEY outbox_aggregate (aggregate_type, aggregate_id, sent_at, id)`,
  // Messages whose effect has committed: a second delivery of one has none.
  inbox: `
    message_id CHAR(64) ${ASCII} NOT NULL,
    received_at DATETIME(3) NOT NULL,
    PRIMARY KEY (message_id),
    KEY inbox_received_at (received_at)`,
  // The newest version applied of each foreign aggregate; a deleted one keeps its row, so that a late event cannot revive it.
  consumed_aggregates: `
    aggregate_type VARCHAR(32) ${ASCII} NOT NULL,
    aggregate_id VARCHAR(64) ${ASCII} NOT NULL,
    version BIGINT UNSIGNED NOT NULL,
    deleted_at DATETIME(3) NULL,
    PRIMARY KEY (aggregate_type, aggregate_id)`,
  // Messages that could not be applied: retrying until the attempts are used up, then dead until somebody decides.
  dead_letters: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    message_id CHAR(64) ${ASCII} NOT NULL,
    type VARCHAR(64) ${ASCII} NOT NULL,
    event JSON NOT NULL,
    traceparent CHAR(55) ${ASCII} NOT NULL,
    status ENUM('retrying', 'dead') NOT NULL,
    attempts INT UNSIGNED NOT NULL,
    error VARCHAR(2000) NOT NULL,
    next_attempt_at DATETIME(3) NULL,
    first_failed_at DATETIME(3) NOT NULL,
    last_failed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY dead_letters_message_id (message_id),
    KEY dead_letters_due (status, next_attempt_at)`,
};

export async function createMessagingTables(runner: QueryRunner): Promise<void> {
  for (const [name, columns] of Object.entries(TABLES))
    await runner.query(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) ${TEXT}`);
}

export async function dropMessagingTables(runner: QueryRunner): Promise<void> {
  for (const name of Object.keys(TABLES)) await runner.query(`DROP TABLE IF EXISTS ${name}`);
}
