import { decimals } from './decimal';

/** The reader's own variety of the chosen language, for example en-GB for English: it decides how dates look. */
export function regionOf(language: string, browser: readonly string[]): string {
  return browser.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

/** A decimal string, never a float: every digit that the service sent is shown, also of a rate like 0.4725 a kilo. */
export function formatMoney(locale: string, amount: string, currency: string): string {
  const style = { style: 'currency', currency, currencyDisplay: 'code' } as const;
  const usual = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 0;
  const digits = Math.max(usual, decimals(amount));
  const format = new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** A weight, a distance or a percentage, with all of its decimals. */
export function formatDecimal(locale: string, value: string | number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value as Intl.StringNumericLiteral);
}

/** An ISO time in the reader's own time zone. */
export function formatDateTime(locale: string, iso: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** A day without a time, like a date of birth: the same everywhere. */
export function formatDay(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}

export function formatTime(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at);
}

export function formatNumber(locale: string, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** A length of time in the largest unit of which there are two, for example "90 min"; enough to see how long it is. */
export function formatDuration(locale: string, seconds: number): string {
  const { unit, seconds: length } = UNITS.find((entry) => seconds >= 2 * entry.seconds) ?? UNITS[3];
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  });
  return format.format(seconds / length);
}
