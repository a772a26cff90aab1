import type { ImportedRow, ImportedValue } from '@hybrid-fleet/contracts';
import { type Connection, createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { type Environment, required } from '../environment.js';
import type { DatabaseAddress } from './source-url.js';

type Row = ImportedRow['row'];

const STATE = 'migrate_from';
/** Bytes of one INSERT at most: far below any server's max_allowed_packet. */
const STATEMENT_BYTES = 1 << 20;
const READ_BATCH = 2000;

export const TARGETS = ['SHARED_DB', 'CUSTOMER_DB', 'CARRIER_DB', 'PRICING_DB'] as const;
export type TargetName = (typeof TARGETS)[number];

/** How far a step has come; it is written in the transactions of the step itself. */
export interface Progress {
  /** The last source id that was looked at; null before the first. */
  lastId: number | null;
  detail: Record<string, unknown> | null;
}

/** One of the fleet's databases, with the account that may also make tables. */
export class Target {
  private constructor(
    readonly name: TargetName,
    private readonly connection: Connection,
  ) {}

  static addressOf(env: Environment, name: TargetName): DatabaseAddress {
    return {
      host: required(env, `${name}_HOST`),
      port: Number(required(env, `${name}_PORT`)),
      user: required(env, `${name}_MIGRATOR_USER`),
      password: required(env, `${name}_MIGRATOR_PASSWORD`),
      database: required(env, `${name}_NAME`),
    };
  }

  static async open(env: Environment, name: TargetName): Promise<Target> {
    const { tls: _none, ...address } = Target.addressOf(env, name);
    const connection = await createConnection({
      ...address,
      charset: 'utf8mb4',
      dateStrings: true,
      jsonStrings: true,
      supportBigNumbers: true,
      connectTimeout: 10_000,
    }).catch((error: Error) => {
      throw new Error(
        `${address.database} at ${address.host}:${address.port} (${name}_*) cannot be opened: ${error.message}. Start the fleet first: scripts/setup/hybrid-setup.sh`,
      );
    });
    await connection
      .query(
        "SET SESSION time_zone = '+00:00', wait_timeout = 28800, innodb_lock_wait_timeout = 50, transaction_isolation = 'READ-COMMITTED'",
      )
      .catch(() =>
        connection.query(
          "SET SESSION time_zone = '+00:00', wait_timeout = 28800, innodb_lock_wait_timeout = 50, tx_isolation = 'READ-COMMITTED'",
        ),
      );
    return new Target(name, connection);
  }

  close(): Promise<void> {
    return this.connection.end();
  }

  async query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(sql, values);
    return rows as T[];
  }

  async change(sql: string, values: unknown[] = []): Promise<number> {
    const [result] = await this.connection.query<ResultSetHeader>(sql, values);
    return result.affectedRows;
  }

  async count(sql: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.query<{ total: number | string }>(`SELECT COUNT(*) AS total FROM ${sql}`, values);
    return Number(row?.total);
  }

  async makeState(): Promise<void> {
    await this.query(
      `CREATE TABLE IF NOT EXISTS ${STATE} (
         step VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
         last_id BIGINT NULL,
         detail JSON NULL,
         updated_at DATETIME(3) NOT NULL
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`,
    );
  }

  /** How far `step` has come, or undefined before it began. */
  async progress(step: string): Promise<Progress | undefined> {
    const [known] = await this.query(
      'SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?',
      [STATE],
    );
    if (!known) return undefined;
    // Locking, so that the last transaction of a run that was killed has ended, one way or the other.
    const [row] = await this.query<{ last_id: number | null; detail: string | null }>(
      `SELECT last_id, detail FROM ${STATE} WHERE step = ? FOR UPDATE`,
      [step],
    );
    if (!row) return undefined;
    return {
      lastId: row.last_id === null ? null : Number(row.last_id),
      detail: row.detail ? JSON.parse(row.detail) : null,
    };
  }

  async record(step: string, lastId: number | null, detail: Record<string, unknown> | null = null): Promise<void> {
    await this.change(
      `INSERT INTO ${STATE} (step, last_id, detail, updated_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))
         ON DUPLICATE KEY UPDATE last_id = VALUES(last_id), detail = VALUES(detail), updated_at = VALUES(updated_at)`,
      [step, lastId, detail === null ? null : JSON.stringify(detail)],
    );
  }

  async transaction(work: () => Promise<void>): Promise<void> {
    await this.connection.beginTransaction();
    try {
      await work();
      await this.connection.commit();
    } catch (error) {
      await this.connection.rollback().catch(() => undefined);
      throw error;
    }
  }

  /** Many rows in as few statements as fit. */
  async insert(table: string, rows: readonly Row[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {});
    let chunk: unknown[][] = [];
    let bytes = 0;
    const write = async () => {
      if (chunk.length > 0) await this.change(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [chunk]);
      chunk = [];
      bytes = 0;
    };
    for (const row of rows) {
      const values = columns.map((column) => stored(row[column]));
      const size = values.reduce(
        (total: number, value) => total + (typeof value === 'string' ? value.length * 3 : 12),
        0,
      );
      if (bytes + size > STATEMENT_BYTES) await write();
      chunk.push(values);
      bytes += size;
    }
    await write();
  }

  /** All rows in the order of their ids, a batch at a time. */
  async *batches(table: string, columns: readonly string[]): AsyncGenerator<Record<string, unknown>[]> {
    for (let after = 0; ; ) {
      const rows = await this.query<{ id: number }>(
        `SELECT id AS id, ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${READ_BATCH}`,
        [after],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < READ_BATCH) return;
      after = Number(rows.at(-1)?.id);
    }
  }
}

function stored(value: ImportedValue | undefined): unknown {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : (value ?? null);
}
