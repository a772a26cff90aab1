/** What a column of an export may hold. */
export type Cell = string | number | boolean | null | undefined;

/** A column: its heading, and what it shows of a record. */
export type CsvColumn<T> = readonly [heading: string, cell: (record: T) => Cell];

// https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms that spreadsheets take for the others.
const BEGINS_A_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEGATIVE_NUMBER = /^-\d+(\.\d+)?$/;

/**
 * A cell as the file has it. Text that a spreadsheet would calculate gets an apostrophe before it, which makes it text
 * again; a negative number calculates nothing, so amounts stay numbers.
 */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return typeof value === 'string' && BEGINS_A_FORMULA.test(text) && !NEGATIVE_NUMBER.test(text) ? `'${text}` : text;
}

type Address = { street: string; city: string; state?: string | null; zipCode?: string | null; country: string };

/** The columns of a postal address that `of` finds in the record. */
export function addressColumns<T>(of: (record: T) => Address | null): CsvColumn<T>[] {
  const part = (name: keyof Address): CsvColumn<T> => [`address.${name}`, (record) => of(record)?.[name]];
  return [part('street'), part('city'), part('state'), part('zipCode'), part('country')];
}

/** An address on one line: `Rue de la Gare 1, 69001 Lyon, FR`. */
export function addressLine({ street, city, state, zipCode, country }: Address): string {
  return [street, [zipCode, city].filter(Boolean).join(' '), state, country].filter(Boolean).join(', ');
}

/** Several things in one cell, one a line. */
export function cellLines<T>(entries: readonly T[] | undefined, line: (entry: T) => string): string {
  return (entries ?? []).map(line).join('\n');
}

/** A free object, as JSON; nothing for none. */
export function jsonCell(value: object | null | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}
