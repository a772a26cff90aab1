import { isDeepStrictEqual } from 'node:util';

/** One field of a record that a change made something else. Nested fields have a path: `address.city`. */
export interface FieldChange {
  field: string;
  /** Null where there was nothing. */
  from: unknown;
  /** Null where there is nothing any more. */
  to: unknown;
  /** One of the values was too long to keep: it is the beginning of its text, or of its JSON. */
  cut?: true;
}

type Fields = Record<string, unknown>;

/** Characters of a value that are kept: any note and any usual list as a whole. */
const LONGEST_VALUE = 4000;
/** An object of which more parts than these changed is shown as one value. */
const MOST_PARTS = 50;

/** As JSON has it: dates are text, and what is undefined is not there. */
const asJson = (fields: object | null): Fields => (fields ? JSON.parse(JSON.stringify(fields)) : {});

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const valueIn = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : null);

/**
 * What is different between two states of a record; null is before it was made, or after it is gone for good. The order
 * of an object's keys is no difference: databases do not keep it.
 */
export function fieldChanges(before: object | null, after: object | null): FieldChange[] {
  const changes = partsOf('', asJson(before), asJson(after));
  const whole = before !== null && after !== null;
  return whole ? changes : changes.filter(({ from, to }) => !isEmpty(from) || !isEmpty(to));
}

function partsOf(prefix: string, before: Fields, after: Fields): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => differences(`${prefix}${name}`, valueIn(before, name), valueIn(after, name)));
}

function differences(field: string, from: unknown, to: unknown): FieldChange[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (isObject(from) && isObject(to)) {
    const parts = partsOf(`${field}.`, from, to);
    if (parts.length <= MOST_PARTS) return parts;
  }
  const [kept, shown] = [bounded(from), bounded(to)];
  return [{ field, from: kept.value, to: shown.value, ...(kept.cut || shown.cut ? { cut: true } : {}) }];
}

function bounded(value: unknown): { value: unknown; cut: boolean } {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= LONGEST_VALUE) return { value, cut: false };
  // Half of a surrogate pair is no character, and no database stores one.
  return { value: `${text.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, '')}…`, cut: true };
}
