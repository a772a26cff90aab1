const DAY_MS = 86_400_000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** The first instant at which a rule with this validFrom applies. */
export function startOf(validFrom: string): Date {
  return new Date(DATE_ONLY.test(validFrom) ? `${validFrom}T00:00:00.000Z` : validFrom);
}

/** The first instant at which a rule with this validTo applies no longer: a date-only validTo includes that UTC day. */
export function endOf(validTo: string): Date {
  return DATE_ONLY.test(validTo) ? new Date(startOf(validTo).getTime() + DAY_MS) : new Date(validTo);
}
