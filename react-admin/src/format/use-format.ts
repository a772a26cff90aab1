import { useLocale } from 'ra-core';
import * as formats from './formats';

/** Dates, money and numbers as the reader writes them. */
export function useFormat() {
  const locale = formats.regionOf(useLocale(), navigator.languages);
  return {
    locale,
    money: (amount: string, currency: string) => formats.formatMoney(locale, amount, currency),
    decimal: (value: string | number) => formats.formatDecimal(locale, value),
    dateTime: (iso: string) => formats.formatDateTime(locale, iso),
    day: (day: string) => formats.formatDay(locale, day),
    /** Of a value that is a day, or an instant. */
    dayOrTime: (value: string) =>
      value.includes('T') ? formats.formatDateTime(locale, value) : formats.formatDay(locale, value),
    time: (at: number) => formats.formatTime(locale, at),
    duration: (seconds: number) => formats.formatDuration(locale, seconds),
    number: (value: number) => formats.formatNumber(locale, value),
  };
}
