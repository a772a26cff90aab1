import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { DatabaseTools } from '../backup/database-tools.js';
import { connectTo, type Database, schemaName } from '../backup/databases.js';
import { MIGRATIONS_TABLE, readTables } from '../backup/dump-schema.js';
import { type SchemaEntry, totalRows } from '../backup/manifest.js';
import { counted, megabytes } from '../backup/sizes.js';
import { differences } from '../backup/table-digest.js';
import { watched } from '../backup/watch.js';
import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';

/** One statement may build an index of millions of words. */
const STALL_MS = 300_000;

/**
 * Deletes a schema and loads it from `folder`, all but its record of migrations: until `finish`, the schema is behind for
 * every service, which then serves nothing from it, also when this command is killed.
 */
export class SchemaRestore {
  private tail: Buffer[] = [];
  private readonly schema: string;

  constructor(
    private readonly fleet: Fleet,
    private readonly tools: DatabaseTools,
    readonly database: Database,
    readonly entry: SchemaEntry,
  ) {
    this.schema = schemaName(fleet.env, database);
  }

  async load(folder: string): Promise<void> {
    await this.empty();
    let done = 0;
    const line = () => `${this.schema}: ${percent(done, this.entry.dataBytes)} loaded`;
    await watched({ bytes: () => done, line, stallMs: STALL_MS }, async (signal) => {
      const client = this.tools.load(this.database, signal);
      const sql = this.split(folder, (bytes) => {
        done += bytes;
      });
      // A client that ended before its input did says why; the broken pipe does not.
      const written = await pipeline(Readable.from(sql), client.input, { signal }).catch((error: Error) => error);
      await client.ended;
      if (written) throw written;
    });
    say(`${this.schema}: loaded ${megabytes(this.entry.dataBytes)}`);
  }

  /** Reads all tables back; throws when they are not what the manifest says. */
  async verify(): Promise<void> {
    const { [MIGRATIONS_TABLE]: _, ...expected } = this.entry.tables;
    const found = await readTables(
      this.tools,
      this.database,
      (reader) => `${this.schema}: ${percent(reader.bytes, this.entry.dataBytes)} compared`,
    );
    const wrong = differences(expected, found);
    if (wrong.length > 0) throw new Error(`${this.schema} is not what was backed up:\n  ${wrong.join('\n  ')}`);
    const tables = Object.keys(expected).length;
    say(`${this.schema}: ${counted(tables, 'table')}, ${counted(totalRows(expected), 'row')}, all as in the backup`);
  }

  /** Adds the record of migrations: from here on the schema is whole. */
  async finish(): Promise<void> {
    await watched({ bytes: () => 0, line: () => `${this.schema}: finishing`, stallMs: STALL_MS }, async (signal) => {
      const client = this.tools.load(this.database, signal);
      client.input.end(Buffer.concat(this.tail));
      await client.ended;
    });
  }

  private async empty(): Promise<void> {
    const connection = await connectTo(this.fleet.env, this.database, null);
    try {
      await connection.query(`DROP DATABASE IF EXISTS \`${this.schema}\``);
      await connection.query(`CREATE DATABASE \`${this.schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
    } finally {
      await connection.end();
    }
  }

  /** The dump's text up to the record of migrations, which is kept. */
  private async *split(folder: string, passed: (bytes: number) => void): AsyncGenerator<Buffer> {
    let left = this.entry.dataBytes;
    const file = createReadStream(join(folder, this.entry.file));
    for await (const chunk of file.pipe(createGunzip()) as AsyncIterable<Buffer>) {
      const data = chunk.subarray(0, left);
      left -= data.length;
      passed(data.length);
      if (data.length > 0) yield data;
      if (data.length < chunk.length) this.tail.push(chunk.subarray(data.length));
    }
  }
}

function percent(done: number, all: number): string {
  return `${Math.min(100, Math.floor((100 * done) / Math.max(1, all)))} %`;
}
