import type { ImportTable, SourceRecord } from '@hybrid-fleet/contracts';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { UsageError } from '../cli.js';
import { type DatabaseAddress, shownAddress } from './source-url.js';

/** Rows read at once: what is held in memory. */
const BATCH = 1000;
const WHOLE_NUMBERS = /^(tiny|small|medium|big)?int$/;

/** A table of the source, with what we understand of it. */
export interface SourceTable {
  name: string;
  /** Their column of each of our fields that they have. */
  columns: ReadonlyMap<string, string>;
  /** Columns that nothing of ours stands for. */
  unknown: readonly string[];
}

interface Column {
  name: string;
  type: string;
}

/** The same name in every habit of writing: firstName, first_name, FIRSTNAME. */
const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/** A database of a previous system: read in one read-only snapshot, so that all that is read belongs together. */
export class Source {
  private constructor(
    readonly address: DatabaseAddress,
    private readonly connection: Connection,
    private readonly tables: ReadonlyMap<string, Column[]>,
  ) {}

  static async open(address: DatabaseAddress): Promise<Source> {
    const { tls, ...settings } = address;
    const connection = await createConnection({
      ...settings,
      ...(tls ? { ssl: {} } : {}),
      charset: 'utf8mb4',
      dateStrings: true,
      jsonStrings: true,
      supportBigNumbers: true,
      connectTimeout: 10_000,
    }).catch((error: Error) => {
      throw new Error(`the source ${shownAddress(address)} cannot be opened: ${error.message}`);
    });
    await connection.query("SET SESSION time_zone = '+00:00', wait_timeout = 28800");
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    return new Source(address, connection, await columnsOf(connection));
  }

  get name(): string {
    return shownAddress(this.address);
  }

  close(): Promise<void> {
    return this.connection.end();
  }

  /** Whether rows of these tables were added, removed or, where they say when, changed since the snapshot; ends it. */
  async wasWrittenTo(tables: readonly SourceTable[]): Promise<boolean> {
    const before = await this.signature(tables);
    await this.connection.query('ROLLBACK');
    return before !== (await this.signature(tables));
  }

  private async signature(tables: readonly SourceTable[]): Promise<string> {
    const parts: unknown[] = [];
    for (const { name, columns } of tables) {
      const changed = columns.get('updatedAt');
      parts.push(
        await this.query(
          `SELECT COUNT(*) AS total, ${changed ? `MAX(${quoted(changed)})` : 'NULL'} AS changed FROM ${quoted(name)}`,
        ),
      );
    }
    return JSON.stringify(parts);
  }

  get tableNames(): string[] {
    return [...this.tables.keys()];
  }

  /** The first table that has one of the names, in the order in which they are given. */
  find(names: readonly string[], fields: ImportTable['fields']): SourceTable | undefined {
    for (const wanted of names) {
      const [name, columns] = [...this.tables].find(([table]) => plain(table) === wanted) ?? [];
      if (name && columns) return { name, ...matched(columns, fields) };
    }
    return undefined;
  }

  /** A table whose rows are kept apart by a whole number `id`. */
  findKeyed(names: readonly string[], fields: ImportTable['fields']): SourceTable | undefined {
    const table = this.find(names, fields);
    if (!table) return undefined;
    const id = table.columns.get('id');
    const type = this.tables.get(table.name)?.find(({ name }) => name === id)?.type;
    if (!type || !WHOLE_NUMBERS.test(type))
      throw new UsageError(`${this.name}: ${table.name} needs a column id of whole numbers, and has ${type ?? 'none'}`);
    return table;
  }

  /** All rows in the order of their ids, a batch at a time. */
  async *batches(table: SourceTable): AsyncGenerator<SourceRecord[]> {
    const id = quoted(table.columns.get('id') ?? 'id');
    for (let after: unknown; ; ) {
      const condition = after === undefined ? '' : `WHERE ${id} > ?`;
      const rows = await this.query(
        `SELECT ${selected(table)} FROM ${quoted(table.name)} ${condition} ORDER BY ${id} LIMIT ${BATCH}`,
        after === undefined ? [] : [after],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.id;
    }
  }

  /** The rows whose `field` is one of `values`. */
  async rowsWith(table: SourceTable, field: string, values: readonly unknown[]): Promise<SourceRecord[]> {
    const column = table.columns.get(field);
    if (!column || values.length === 0) return [];
    return this.query(`SELECT ${selected(table)} FROM ${quoted(table.name)} WHERE ${quoted(column)} IN (?)`, [values]);
  }

  async all(table: SourceTable): Promise<SourceRecord[]> {
    return this.query(`SELECT ${selected(table)} FROM ${quoted(table.name)}`);
  }

  async count(table: SourceTable): Promise<number> {
    const [row] = await this.query(`SELECT COUNT(*) AS total FROM ${quoted(table.name)}`);
    return Number(row?.total);
  }

  async highestId(table: SourceTable): Promise<number> {
    const id = quoted(table.columns.get('id') ?? 'id');
    const [row] = await this.query(`SELECT COALESCE(MAX(${id}), 0) AS id FROM ${quoted(table.name)}`);
    return Number(row?.id);
  }

  /** How many rows have a value in each of the columns that nothing of ours stands for. */
  async leftBehind(table: SourceTable): Promise<{ column: string; rows: number }[]> {
    if (table.unknown.length === 0) return [];
    const counts = table.unknown.map((column, index) => `COUNT(${quoted(column)}) AS c${index}`);
    const [row] = await this.query(`SELECT ${counts.join(', ')} FROM ${quoted(table.name)}`);
    return table.unknown.map((column, index) => ({ column, rows: Number(row?.[`c${index}`]) }));
  }

  /** Rows in which `field` refers to a row of `other` that is not there. */
  async dangling(table: SourceTable, field: string, other: SourceTable): Promise<number> {
    const [column, id] = [table.columns.get(field), other.columns.get('id')];
    if (!column || !id) return 0;
    const [row] = await this.query(
      `SELECT COUNT(*) AS total FROM ${quoted(table.name)} a LEFT JOIN ${quoted(other.name)} b ON b.${quoted(id)} = a.${quoted(column)}
        WHERE b.${quoted(id)} IS NULL`,
    );
    return Number(row?.total);
  }

  private async query(sql: string, values: unknown[] = []): Promise<SourceRecord[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(sql, values);
    return rows;
  }
}

async function columnsOf(connection: Connection): Promise<Map<string, Column[]>> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT c.TABLE_NAME AS tableName, c.COLUMN_NAME AS name, LOWER(c.DATA_TYPE) AS type
       FROM information_schema.COLUMNS c
       JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
      WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE IN ('BASE TABLE', 'VIEW')
      ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`,
  );
  const tables = new Map<string, Column[]>();
  for (const { tableName, name, type } of rows as (Column & { tableName: string })[]) {
    tables.set(tableName, [...(tables.get(tableName) ?? []), { name, type }]);
  }
  return tables;
}

function matched(columns: readonly Column[], fields: ImportTable['fields']) {
  const found = new Map<string, string>();
  for (const [field, names] of Object.entries(fields)) {
    const column = names.flatMap((name) => columns.filter((candidate) => plain(candidate.name) === name))[0];
    if (column) found.set(field, column.name);
  }
  const used = new Set(found.values());
  return { columns: found, unknown: columns.map(({ name }) => name).filter((name) => !used.has(name)) };
}

function selected({ columns }: SourceTable): string {
  return [...columns].map(([field, column]) => `${quoted(column)} AS ${quoted(field)}`).join(', ');
}
