import { Transform, type TransformCallback } from 'node:stream';
import { readTuple } from './sql-values.js';
import { TableDigest, type TableState } from './table-digest.js';

/** MariaDB's dumps begin with a line that neither MySQL nor older MariaDB clients understand. */
const SANDBOX = '/*M!999999';
/** What both tools write last, and nobody who was cut off. */
const COMPLETED = '-- Dump completed';
const CREATE = /^CREATE TABLE `([^`]+)` \($/;
const COLUMN = /^ {2}`([^`]+)` (\S+)/;
// MariaDB shows a JSON column as what it is made of there. `json` means the same to it, and is a type of its own in MySQL.
const JSON_IN_MARIADB =
  /^( {2}`([^`]+)`) longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin(.*) CHECK \(json_valid\(`\2`\)\)/;
const INSERT = /^INSERT INTO `([^`]+)`(?: \(([^)]+)\))? VALUES\s*/;

interface Column {
  name: string;
  json: boolean;
  generated: boolean;
}

interface Table {
  name: string;
  columns: Column[];
  digest: TableDigest;
}

/** An INSERT statement that is being read, with the columns of its tuples. */
interface Insertion {
  table: Table;
  columns: Column[];
  json: boolean[];
  /** MariaDB writes the values of generated columns, too, and MySQL refuses them: they are left out. */
  withoutGenerated: boolean;
}

/**
 * Passes a dump of mysqldump or mariadb-dump on in a form that both servers take, and counts and sums the rows of each
 * table on the way. Memory: the longest line, about 1 MB.
 */
export class DumpReader extends Transform {
  private readonly found = new Map<string, Table>();
  private rest: string[] = [];
  private creating: Table | undefined;
  private inserting: Insertion | undefined;
  /** Whether the dump says that it is complete. */
  complete = false;
  /** Bytes passed on so far. */
  bytes = 0;
  rows = 0;

  get tables(): Record<string, TableState> {
    return Object.fromEntries([...this.found].map(([name, { digest }]) => [name, digest.state]));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // As latin1 every byte is one character, whatever the text's own character set.
    const text = chunk.toString('latin1');
    const end = text.lastIndexOf('\n');
    if (end === -1) {
      this.rest.push(text);
      done();
      return;
    }
    const whole = this.rest.join('') + text.slice(0, end);
    this.rest = [text.slice(end + 1)];
    this.passLines(whole.split('\n'), done);
  }

  override _flush(done: TransformCallback): void {
    const last = this.rest.join('');
    if (last === '') done();
    else this.passLines([last], done);
  }

  private passLines(lines: string[], done: TransformCallback): void {
    try {
      const passed = lines.filter((line) => !line.startsWith(SANDBOX)).map((line) => this.line(line));
      const bytes = Buffer.from(passed.map((line) => `${line}\n`).join(''), 'latin1');
      this.bytes += bytes.length;
      done(null, bytes);
    } catch (error) {
      done(error as Error);
    }
  }

  private line(line: string): string {
    if (this.creating) return this.column(line, this.creating);
    if (this.inserting) return this.tuples(line, 0, this.inserting);
    if (line.startsWith('INSERT INTO ')) return this.insert(line);
    if (line.startsWith(COMPLETED)) this.complete = true;
    const name = CREATE.exec(line)?.[1];
    if (name !== undefined) {
      this.creating = { name, columns: [], digest: new TableDigest() };
      this.found.set(name, this.creating);
    }
    return line;
  }

  private column(line: string, table: Table): string {
    if (line.startsWith(')')) this.creating = undefined;
    const portable = line.replace(JSON_IN_MARIADB, '$1 json$3');
    const [, name, type] = COLUMN.exec(portable) ?? [];
    if (name === undefined) return portable;
    const generated = portable.includes(' GENERATED ALWAYS AS ');
    table.columns.push({ name, json: /^json,?$/.test(type ?? ''), generated });
    return portable;
  }

  private insert(line: string): string {
    const [head, name = '', listed] = INSERT.exec(line) ?? [];
    const table = this.found.get(name);
    if (head === undefined || !table) throw unreadable(name || 'an unknown table');
    const named = listed?.split(',').map((column) => column.trim().replaceAll('`', ''));
    const columns = named ? table.columns.filter((column) => named.includes(column.name)) : table.columns;
    const written = columns.filter(({ generated }) => !generated);
    const withoutGenerated = written.length < columns.length;
    this.inserting = { table, columns, json: written.map(({ json }) => json), withoutGenerated };
    const rest = line.length > head.length ? this.tuples(line, head.length, this.inserting) : '';
    if (!withoutGenerated) return line;
    return `INSERT INTO \`${name}\` (${written.map((column) => `\`${column.name}\``).join(', ')}) VALUES ${rest}`;
  }

  /** Reads the tuples from `start` on: MySQL writes all of a statement on one line, MariaDB each on its own. */
  private tuples(line: string, start: number, { table, columns, json, withoutGenerated }: Insertion): string {
    const kept: string[] = [];
    const isWritten = (_: unknown, index: number) => !columns[index]?.generated;
    for (let at = start; at < line.length; ) {
      if (line[at] !== '(') throw unreadable(table.name);
      const { values, raw, end } = readTuple(line, at);
      if (values.length !== columns.length) throw unreadable(table.name);
      table.digest.add(withoutGenerated ? values.filter(isWritten) : values, json);
      this.rows += 1;
      if (line[end] === ';') this.inserting = undefined;
      if (withoutGenerated) kept.push(`(${raw.filter(isWritten).join(',')})${line[end] ?? ''}`);
      at = end + 1;
    }
    return withoutGenerated ? kept.join('') : line;
  }
}

// Without the text itself: it is somebody's data.
const unreadable = (table: string) => new Error(`the dump has a statement for ${table} that cannot be read`);
