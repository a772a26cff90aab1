import type { ImportContext, ImportedRow, ImportFinding, SourceRecord } from '@hybrid-fleet/contracts';
import type { z } from 'zod';
import { postalAddress, recordId, version } from '../http/fields.js';
import { addressOf, addressOfColumns } from './source-address.js';
import { flagOf, jsonOf, plainText, timeOf } from './source-values.js';

const MOST_SHOWN = 500;
const ACTIVE = new Set(['active', 'enabled', 'approved', 'published']);
const INACTIVE = new Set(['inactive', 'disabled', 'blocked', 'suspended', 'banned', 'pending', 'deleted', 'archived']);
/** Stands where a name must be and the source has none. */
const NO_NAME = '-';

/** Columns that every table has, for the `fields` of an ImportTable. */
export const commonFields = {
  id: ['id'],
  isActive: ['isactive', 'active', 'isenabled', 'enabled'],
  status: ['status'],
  version: ['version', 'rowversion'],
  createdAt: ['createdat', 'created', 'createddate', 'datecreated', 'creationdate'],
  updatedAt: ['updatedat', 'updated', 'modifiedat', 'lastmodified', 'updateddate'],
  deletedAt: ['deletedat'],
  isDeleted: ['isdeleted', 'deleted'],
} as const;

/** One source row on its way to ours: each value is checked by the rule that requests are held to. */
export class SourceFields {
  readonly changes: ImportFinding[] = [];
  readonly refusals: ImportFinding[] = [];

  constructor(
    private readonly record: SourceRecord,
    readonly context: ImportContext,
  ) {}

  /** The source's value; null where it has none or an empty text. */
  value(field: string): unknown {
    const value = this.record[field];
    return value === undefined || value === '' ? null : value;
  }

  /** Without this value the row cannot be taken over. */
  required<S extends z.ZodType>(field: string, schema: S, value = this.value(field)): z.output<S> {
    if (value === null) this.refuse(field, 'is missing');
    else {
      const parsed = schema.safeParse(value);
      if (parsed.success) return this.noted(field, value, parsed.data);
      this.refuse(field, problemOf(parsed.error), value);
    }
    return undefined as z.output<S>;
  }

  /** A value that the rule refuses is left out, and reported. */
  optional<S extends z.ZodType>(field: string, schema: S, value = this.value(field)): z.output<S> | null {
    if (value === null || value === undefined) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return this.noted(field, value, parsed.data);
    this.change(field, `${problemOf(parsed.error)}: left out`, value);
    return null;
  }

  /** JSON that `schema` accepts; anything else is left out, and reported. */
  json<S extends z.ZodType>(field: string, schema: S): z.output<S> | null {
    const value = this.value(field);
    if (value === null) return null;
    const parsed = schema.safeParse(jsonOf(value));
    if (parsed.success) return parsed.data;
    this.change(field, `${problemOf(parsed.error)}: left out`, value);
    return null;
  }

  /** Text that may not be empty: what is too long is cut, and a hyphen stands for nothing. */
  name(field: string, max: number, value = this.value(field)): string {
    const text = plainText(value ?? '', max);
    if (text === '') this.change(field, `is empty: "${NO_NAME}" stands for it`, value);
    else if (text !== value) this.change(field, 'blanks, control characters or length', value, text);
    return text || NO_NAME;
  }

  /** First and last name, from a full name where the source has only that: its first word and the rest. */
  personName(): { first_name: string; last_name: string } {
    const full = this.value('fullName');
    if (full === null || this.value('firstName') !== null || this.value('lastName') !== null)
      return { first_name: this.name('firstName', 100), last_name: this.name('lastName', 100) };
    const [first = '', ...rest] = plainText(full, 201).split(/\s+/);
    return { first_name: this.name('firstName', 100, first), last_name: this.name('lastName', 100, rest.join(' ')) };
  }

  flag(field: string, otherwise: 0 | 1): 0 | 1 {
    const value = this.value(field);
    if (value === null) return otherwise;
    const flag = flagOf(value);
    if (flag !== undefined) return flag;
    this.change(field, 'is no flag', value, String(otherwise));
    return otherwise;
  }

  /** A flag, or a status in words; active where the source says nothing. */
  active(): 0 | 1 {
    const status = this.value('status');
    if (this.value('isActive') !== null || status === null) return this.flag('isActive', 1);
    const word = String(status).trim().toLowerCase();
    if (ACTIVE.has(word)) return 1;
    if (INACTIVE.has(word)) return 0;
    const flag = flagOf(status);
    if (flag === undefined) this.change('status', 'is not known: inactive', status, '0');
    return flag ?? 0;
  }

  /** UTC text with milliseconds, or null. */
  time(field: string): string | null {
    const value = this.value(field);
    const time = value === null ? null : timeOf(value);
    if (time === undefined) this.change(field, 'is no time: left out', value);
    return time ?? null;
  }

  day(field: string): string | null {
    return this.time(field)?.slice(0, 10) ?? null;
  }

  /** What every row has. */
  common() {
    const id = this.required('id', recordId, numeric(this.value('id')));
    const counted = version.safeParse(numeric(this.value('version') ?? 1));
    const created_at = this.time('createdAt') ?? this.context.takenAt;
    const updated_at = this.time('updatedAt') ?? created_at;
    const deleted_at = this.time('deletedAt') ?? (this.flag('isDeleted', 0) ? updated_at : null);
    return { id, version: counted.data ?? 1, created_at, updated_at, deleted_at };
  }

  /** From JSON or from columns of its own. */
  address() {
    const value = this.value('address');
    const address = value === null ? addressOfColumns(this.record) : addressOf(value);
    if (address === null) return null;
    const parsed = postalAddress.safeParse(address);
    if (parsed.success) return parsed.data;
    const was = value ?? JSON.stringify(address);
    this.change('address', `${address === undefined ? 'is no JSON' : problemOf(parsed.error)}: left out`, was);
    return null;
  }

  change(field: string, problem: string, was: unknown, is?: string): void {
    this.changes.push({ field, problem, was: shown(was), is });
  }

  refuse(field: string, problem: string, was?: unknown): void {
    this.refusals.push({ field, problem, was: shown(was) });
  }

  private noted<T>(field: string, was: unknown, is: T): T {
    if (typeof was === 'string' && typeof is === 'string' && was !== is) this.change(field, 'is normalised', was, is);
    return is;
  }
}

/** Ids come as text from columns that hold more than a double does. */
export function numeric(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

/** Runs `map` over one record and answers its row with what happened on the way. */
export function importRow(
  record: SourceRecord,
  context: ImportContext,
  map: (fields: SourceFields) => ImportedRow['row'],
): ImportedRow {
  const fields = new SourceFields(record, context);
  const row = map(fields);
  return { row, changes: fields.changes, refusals: fields.refusals };
}

function problemOf(error: z.ZodError): string {
  const problems = error.issues.map(({ path, message }) => {
    const problem = message.endsWith('received undefined') ? 'is missing' : message;
    return [path.join('.'), problem].filter(Boolean).join(' ');
  });
  return [...new Set(problems)].join('; ');
}

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
