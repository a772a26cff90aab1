import { COUNTRIES } from '@hybrid-fleet/contracts';
import { z } from 'zod';

/** Schemas of fields that every service has, so that a rule about them stands in one place. */

// C0 and C1 controls: they break logs, CSV files and terminals, and no name needs them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

// Half of a surrogate pair is no character, and no UTF-8 database stores one.
const HALF_CHARACTER = /\p{Surrogate}/u;
const NO_CHARACTER = 'must not contain half a character (a lone surrogate)';

/** Text on one or several lines, trimmed, without control characters. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !CONTROL.test(value), 'must not contain control characters')
    .refine((value) => !HALF_CHARACTER.test(value), NO_CHARACTER);

/** Trimmed and lower-cased; 254 characters at most (RFC 5321, section 4.5.3.1.3). */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must be an email address, like name@example.com'));

/** E.164 with the separators that people type. */
export const phoneNumber = z
  .string()
  .trim()
  .max(30, 'must have at most 30 characters')
  .regex(/^\+?[0-9 ()./-]{5,30}$/, 'must be a telephone number, like +33 1 23 45 67 89');

/** ISO 3166-1 alpha-2, upper-cased. */
export const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => COUNTRIES.has(code), 'must be an ISO 3166 country code, like FR');

// What DATE and DATETIME hold in MySQL: https://dev.mysql.com/doc/refman/9.7/en/datetime.html
const FIRST_INSTANT = Date.UTC(1000, 0, 1);
const END_OF_TIME = Date.UTC(10_000, 0, 1);
const YEARS = 'must be in the years 1000 to 9999 (UTC)';

const isStorable = (value: string) => {
  const time = Date.parse(value);
  return time >= FIRST_INSTANT && time < END_OF_TIME;
};

/** A calendar day, `2026-11-23`, that exists. */
export const calendarDate = z.iso.date('must be a date, like 2026-11-23').refine(isStorable, YEARS);

/** An instant, ISO 8601 with its offset or Z; kept in UTC. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a time, like 2026-11-23T09:30:00Z' })
  .refine(isStorable, YEARS);

/** A time in an answer: ISO 8601 in UTC. */
export const timestamp = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime(),
);

export const optionalTimestamp = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime().nullable(),
);

/** The id of a record in a path: a positive integer. */
export const idParam = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
  .transform(Number);

/** The id of a record in a body. */
export const recordId = z.number().int().min(1).max(4_294_967_295);

/** The version that an edit is based on. */
export const version = z.number().int().min(1).max(4_294_967_295);

/** MariaDB reads no JSON that is nested deeper than 32. */
const DEEPEST_JSON = 20;

function isStorableJson(value: unknown, depth = 1): boolean {
  if (typeof value === 'string') return !HALF_CHARACTER.test(value);
  if (value === null || typeof value !== 'object') return true;
  if (depth > DEEPEST_JSON) return false;
  return Object.entries(value).every(([key, entry]) => !HALF_CHARACTER.test(key) && isStorableJson(entry, depth + 1));
}

/** Free settings of a record: an object of at most 16 kB. */
export const preferences = z
  .record(z.string().max(100), z.unknown())
  .refine((value) => isStorableJson(value), {
    error: `must be nested at most ${DEEPEST_JSON} deep, and its text must not contain half characters`,
    abort: true,
  })
  .refine((value) => JSON.stringify(value).length <= 16_384, 'must be at most 16 kB of JSON');

/** A postal address; only the country's form is checked, because the rest has none that holds everywhere. */
export const postalAddress = z
  .strictObject({
    street: text(200),
    city: text(100),
    state: text(100).nullish(),
    zipCode: text(20).nullish(),
    country: countryCode,
  })
  .meta({ id: 'PostalAddress' });

export type PostalAddress = z.output<typeof postalAddress>;
