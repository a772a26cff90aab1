import { Readable } from 'node:stream';
import { Logger, StreamableFile } from '@nestjs/common';
import { type Options, stringify } from 'csv-stringify/sync';
import { type CsvColumn, csvCell } from './csv-cells.js';

/** RFC 4180: CRLF between records, and quotes around what has a line break, a comma or a quote in it. */
const FORMAT: Options = { record_delimiter: 'windows', quoted_match: /[\r\n]/ };

/** Excel takes a file without it for the code page of its country. */
const BYTE_ORDER_MARK = '\uFEFF';

const logger = new Logger('Export');

/** The text of a CSV file, a batch at a time: a batch is asked for when the reader has taken the one before. */
export async function* csvText<T>(
  columns: readonly CsvColumn<T>[],
  batches: AsyncIterable<readonly T[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + stringify([columns.map(([heading]) => heading)], FORMAT);
  for await (const batch of batches) {
    const rows = batch.map((record) => columns.map(([, cell]) => csvCell(cell(record))));
    if (rows.length > 0) yield stringify(rows, FORMAT);
  }
}

async function* logged(text: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    logger.error({ err: error }, `an export of ${name} broke off`);
    throw error;
  }
}

/**
 * The answer of an export: the file `<name>-<UTC day>.csv`. What fails after the first byte destroys the connection, so
 * that nobody takes the beginning of a file for the whole of it; a client that goes away ends the reading of batches.
 */
export function csvFile<T>(
  name: string,
  columns: readonly CsvColumn<T>[],
  batches: AsyncIterable<readonly T[]>,
  now = new Date(),
): StreamableFile {
  const day = now.toISOString().slice(0, 10);
  return new StreamableFile(Readable.from(logged(csvText(columns, batches), name), { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}-${day}.csv"`,
  });
}
