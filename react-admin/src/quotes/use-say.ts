import { useTranslate } from 'ra-core';
import { countryName } from '../format/countries';
import { useFormat } from '../format/use-format';
import type { Say } from './say';

/** Sentences about a price in this currency, in the reader's language. */
export function useSay(currency?: string): Say {
  const translate = useTranslate();
  const { locale, decimal, money, dayOrTime } = useFormat();
  return {
    translate,
    decimal,
    money: (amount) => (currency ? money(amount, currency) : decimal(amount)),
    country: (code) => countryName(locale, code.toUpperCase()),
    time: dayOrTime,
  };
}
