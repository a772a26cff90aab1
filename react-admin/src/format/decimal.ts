/** Decimal numbers as people write them and as the services take them. Text throughout: a float would lose digits. */

/** What a language writes between whole and fraction: 12.5 or 12,5. */
export function decimalSeparator(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

/**
 * What was typed, with a dot: a comma is one too, and blanks that group digits go. Other mistakes stay for `isDecimal`.
 * Nothing else changes, so that whoever means 1,234 as a thousand sees at once how it is understood.
 */
export function typedDecimal(text: string): string | null {
  return text.replace(/\s/g, '').replaceAll(',', '.') || null;
}

/** A decimal of a record or of `typedDecimal` for an input, with the reader's separator. */
export function shownDecimal(value: string | number | null | undefined, separator: string): string {
  return value === null || value === undefined ? '' : String(value).replaceAll('.', separator);
}

/** Whether it is a number of 0 or more with at most 13 digits and 6 decimals, which is what the services hold. */
export function isDecimal(value: string | number): boolean {
  return /^\d{1,13}(\.\d{1,6})?$/.test(String(value));
}

/** Whether nothing but zeros: "0.00", "-0". */
export function isZero(decimal: string): boolean {
  return !/[1-9]/.test(decimal);
}

export function decimals(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0;
}

/** The amount that is taken away: "12.50" becomes "-12.50". */
export function negative(decimal: string): string {
  return isZero(decimal) || decimal.startsWith('-') ? decimal : `-${decimal}`;
}
