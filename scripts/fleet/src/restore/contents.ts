import type { Connection } from 'mysql2/promise';
import { connectTo, type Database, schemaName, select } from '../backup/databases.js';
import { MIGRATIONS_TABLE } from '../backup/dump-schema.js';
import type { Environment } from '../environment.js';

/** A schema as it is before it is restored. */
export interface Contents {
  /** Rows of each table that has any, but for the record of migrations. */
  rows: Map<string, number>;
  /** The id that each table would give next. Ids that were given once must not mean somebody else later. */
  nextIds: Map<string, number>;
}

/** Reads what a schema holds; one that does not exist holds nothing. */
export async function contents(env: Environment, database: Database): Promise<Contents> {
  const connection = await connectTo(env, database, null);
  try {
    const schema = schemaName(env, database);
    const rows = new Map<string, number>();
    const nextIds = new Map<string, number>();
    for (const table of (await tables(connection, schema)).filter((name) => name !== MIGRATIONS_TABLE)) {
      const [found] = await select<{ count: number }>(
        connection,
        `SELECT COUNT(*) AS count FROM \`${schema}\`.\`${table}\``,
      );
      if (found && found.count > 0) rows.set(table, found.count);
      const next = await nextId(connection, table, schema);
      if (next !== undefined) nextIds.set(table, next);
    }
    return { rows, nextIds };
  } finally {
    await connection.end();
  }
}

async function tables(connection: Connection, schema: string): Promise<string[]> {
  const found = await select<{ name: string }>(
    connection,
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME",
    [schema],
  );
  return found.map(({ name }) => name);
}

/** From the table's definition: information_schema may be a day old in MySQL. Undefined where rows are not numbered. */
export async function nextId(connection: Connection, table: string, schema?: string): Promise<number | undefined> {
  const place = schema === undefined ? '' : `\`${schema}\`.`;
  const [row] = await select<Record<string, string>>(connection, `SHOW CREATE TABLE ${place}\`${table}\``);
  const definition = row?.['Create Table'] ?? '';
  if (!/ AUTO_INCREMENT,/.test(definition)) return undefined;
  return Number(/ AUTO_INCREMENT=(\d+)/.exec(definition)?.[1] ?? 1);
}

/** Never lower: ids that are in use already stay above it. Answers whether it had to be raised. */
export async function raiseNextId(connection: Connection, table: string, atLeast: number): Promise<boolean> {
  const now = await nextId(connection, table);
  if (now === undefined || now >= atLeast) return false;
  await connection.query(`ALTER TABLE \`${table}\` AUTO_INCREMENT = ${atLeast}`);
  return true;
}
