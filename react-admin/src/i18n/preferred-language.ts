import { LANGUAGES, type Language } from './catalogue';

const known = (tag: string | undefined): Language | undefined =>
  LANGUAGES.find(({ locale }) => locale === tag?.slice(0, 2).toLowerCase())?.locale;

/** The language that was chosen here, else the browser's first that there is, else English. */
export function preferredLanguage(chosen: string | undefined, browser: readonly string[]): Language {
  return known(chosen) ?? browser.map(known).find(Boolean) ?? 'en';
}
