import { createHash } from 'node:crypto';
import type { ImportedRow } from '@hybrid-fleet/contracts';

type Row = ImportedRow['row'];

const MODULUS = 1n << 64n;

/** Counts rows and adds up their hashes: the same for the same rows in any order. */
export class Tally {
  rows = 0;
  private sum = 0n;

  add(values: readonly unknown[]): void {
    const text = JSON.stringify(values.map(canonical));
    this.sum = (this.sum + createHash('sha256').update(text).digest().readBigUInt64BE()) % MODULUS;
    this.rows++;
  }

  get checksum(): string {
    return this.sum.toString(16).padStart(16, '0');
  }
}

/** The tallies of the tables that are written, by name. */
export class Tallies {
  private readonly byTable = new Map<string, Tally>();
  private readonly columns = new Map<string, string[]>();

  of(table: string): Tally {
    const tally = this.byTable.get(table) ?? new Tally();
    this.byTable.set(table, tally);
    return tally;
  }

  addRow(table: string, row: Row): void {
    const columns = this.columnsOf(table);
    if (columns.length === 0) columns.push(...Object.keys(row).sort());
    this.columns.set(table, columns);
    this.of(table).add(columns.map((column) => row[column]));
  }

  /** The columns that are compared; none as long as the table has no row. */
  columnsOf(table: string): string[] {
    return this.columns.get(table) ?? [];
  }

  get tables(): [string, Tally][] {
    return [...this.byTable];
  }
}

/** Databases give numbers as text and JSON in an order of their own. */
function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(sorted(value)) : String(value);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
