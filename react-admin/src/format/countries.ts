import { COUNTRIES } from '@hybrid-fleet/contracts/countries';

/** The name of a country in a language; the code where the browser knows none. */
export function countryName(locale: string, code: string): string {
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** All countries, sorted as the language sorts. */
export function countryChoices(locale: string): { id: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const { compare } = new Intl.Collator(locale);
  return [...COUNTRIES]
    .map((id) => ({ id, name: `${names.of(id) ?? id} (${id})` }))
    .sort((one, other) => compare(one.name, other.name));
}
