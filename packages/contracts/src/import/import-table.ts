/**
 * How a table of a previous system becomes one of ours. The service that owns the table says it, by the rules that it
 * holds its own requests to; scripts/ops/migrate-from.sh reads the source and writes the rows.
 */

/** A source row under our names for its columns, as the driver reads it: dates, decimals and JSON are text. */
export type SourceRecord = Record<string, unknown>;

/** What was changed on the way, or why the row cannot be taken over. Never a secret: it goes into a report. */
export interface ImportFinding {
  field: string;
  problem: string;
  was?: string;
  is?: string;
}

/** A value of a column: a time is UTC text with milliseconds, a flag 0 or 1, JSON an object. */
export type ImportedValue = string | number | object | null;

export interface ImportedRow {
  /** Every column that is written. Of use only when nothing was refused. */
  row: Record<string, ImportedValue>;
  changes: ImportFinding[];
  refusals: ImportFinding[];
}

export interface ImportContext {
  /** UTC text: the time of rows that do not say their own. */
  takenAt: string;
  /** For prices that do not say theirs: ISO 4217. */
  currency?: string;
}

export interface ImportTable {
  /** Our table. */
  table: string;
  /** What previous systems call it, in lower case without underscores. */
  sourceTables: readonly string[];
  /** Our fields, each with its columns in previous systems: the first that is there counts. Lower case without underscores. */
  fields: Readonly<Record<string, readonly string[]>>;
  /** Our columns that hold JSON. */
  jsonColumns: readonly string[];
  toRow(record: SourceRecord, context: ImportContext): ImportedRow;
}
