import type { I18nProvider } from 'ra-core';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import { CATALOGUES, LANGUAGES, type Language } from './catalogue';
import { preferredLanguage } from './preferred-language';

let provider: I18nProvider | undefined;

/** Loads the reader's language; before it nothing can be shown. */
export async function loadLanguage(chosen: string | undefined): Promise<I18nProvider> {
  const language = preferredLanguage(chosen, navigator.languages);
  const first = (await CATALOGUES[language]()).default;
  const messages = async (locale: string) => (await CATALOGUES[locale as Language]()).default;
  provider = polyglotI18nProvider(
    (locale) => (locale === language ? first : messages(locale)),
    language,
    [...LANGUAGES],
    { allowMissing: true },
  );
  return provider;
}

/** For code outside of components. Key and default are as in react-admin. */
export function translate(key: string, options: Record<string, unknown> = {}): string {
  return provider ? provider.translate(key, options) : String(options._ ?? key);
}
