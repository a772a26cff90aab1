const DAY_MS = 86_400_000;
/** The last instant that DATETIME(3) and a four-digit year hold: 9999-12-31 is how people write "for ever". */
const END_OF_TIME = Date.parse('9999-12-31T23:59:59.999Z');
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** The first instant at which a rule with this validFrom applies. */
export function startOf(validFrom: string): Date {
  return new Date(DATE_ONLY.test(validFrom) ? `${validFrom}T00:00:00.000Z` : validFrom);
}

/** The first instant at which a rule with this validTo applies no longer: a date-only validTo includes that UTC day. */
export function endOf(validTo: string): Date {
  if (!DATE_ONLY.test(validTo)) return new Date(validTo);
  return new Date(Math.min(startOf(validTo).getTime() + DAY_MS, END_OF_TIME));
}
