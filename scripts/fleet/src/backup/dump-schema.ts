import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';
import { type Client, type DatabaseTools } from './database-tools.js';
import { type Database, schemaName, select, withDatabase } from './databases.js';
import { DumpReader } from './dump-reader.js';
import { type FileEntry, type SchemaEntry, totalRows } from './manifest.js';
import { counted, megabytes } from './sizes.js';
import type { TableState } from './table-digest.js';
import { watched } from './watch.js';

/** Longer than any statement of the services holds a table's definition. */
const STALL_MS = 120_000;
/** Fast: the dump's text shrinks to about a sixth already. */
const GZIP_LEVEL = 3;
/** Last in the file: a schema without this table is unfinished to every service, and so is one that was half restored. */
export const MIGRATIONS_TABLE = 'migrations';

/** Counts and hashes what passes. */
export class FileDigest extends Transform {
  private readonly hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  entry(file: string): FileEntry {
    return { file, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** Dumps one schema into `folder`; what is counted and summed is the stream that becomes the file. */
export async function dumpSchema(
  fleet: Fleet,
  tools: DatabaseTools,
  database: Database,
  folder: string,
): Promise<SchemaEntry> {
  const schema = schemaName(fleet.env, database);
  const before = await readFacts(fleet, database);
  const [main, tail] = [new DumpReader(), new DumpReader()];
  const digest = new FileDigest();
  const line = () => `${schema}: ${megabytes(main.bytes)}, ${counted(main.rows, 'row')} so far`;
  const file = `${schema}.sql.gz`;
  await watched({ bytes: () => main.bytes, line, stallMs: STALL_MS }, (signal) =>
    pipeline(
      Readable.from(
        (async function* () {
          yield* through(tools.dump(database, { except: MIGRATIONS_TABLE }, signal), main);
          yield* through(tools.dump(database, { only: MIGRATIONS_TABLE }, signal), tail);
        })(),
      ),
      createGzip({ level: GZIP_LEVEL }),
      digest,
      createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600, flush: true }),
      { signal },
    ),
  );
  const { migrations } = await readFacts(fleet, database);
  if (String(migrations) !== String(before.migrations))
    throw new Error(`${schema} was migrated while it was dumped: run the backup again`);
  const tables = { ...main.tables, ...tail.tables };
  const entry: SchemaEntry = {
    schema,
    prefix: database.prefix,
    server: before.server,
    ...digest.entry(file),
    sqlBytes: main.bytes + tail.bytes,
    dataBytes: main.bytes,
    migrations,
    tables,
  };
  say(
    `${schema}: ${counted(totalRows(tables), 'row')}, ${megabytes(entry.sqlBytes)}, ${megabytes(entry.bytes)} compressed`,
  );
  return entry;
}

/** Counts and sums what is in a schema now, but for the record of migrations. Reads all of it. */
export async function readTables(
  tools: DatabaseTools,
  database: Database,
  line: (reader: DumpReader) => string,
): Promise<Record<string, TableState>> {
  const reader = new DumpReader();
  await watched({ bytes: () => reader.bytes, line: () => line(reader), stallMs: STALL_MS }, async (signal) => {
    for await (const _ of through(tools.dump(database, { except: MIGRATIONS_TABLE }, signal), reader));
  });
  return reader.tables;
}

/** What a client writes, read by `reader`; throws when the client does not end well. */
async function* through(client: Client, reader: DumpReader): AsyncGenerator<Buffer> {
  const reading = pipeline(client.output, reader);
  reading.catch(() => {}); // reading `reader` throws the same
  for await (const chunk of reader) yield chunk as Buffer;
  await reading;
  await client.ended;
  if (!reader.complete)
    throw new Error('the dump was cut off, although its tool says that all went well: run this again');
}

async function readFacts(fleet: Fleet, database: Database): Promise<{ server: string; migrations: number[] }> {
  return withDatabase(fleet.env, database, async (connection) => {
    const [row] = await select<{ version: string }>(connection, 'SELECT VERSION() AS version');
    const done = await select<{ timestamp: number }>(
      connection,
      `SELECT timestamp FROM ${MIGRATIONS_TABLE} ORDER BY timestamp`,
    ).catch((error: { code?: string }) => {
      if (error.code !== 'ER_NO_SUCH_TABLE') throw error;
      throw new Error(
        `${schemaName(fleet.env, database)} has no record of migrations: it is new, or half restored. Only a whole schema is backed up.`,
      );
    });
    return { server: row?.version ?? '?', migrations: done.map(({ timestamp }) => Number(timestamp)) };
  });
}
