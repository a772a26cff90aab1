import type { TranslationMessages } from 'ra-core';
import type english from './en';

/** The same keys with other words: what every language has to have. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
export type Catalogue = TranslationMessages & Same<typeof english>;

export const LANGUAGES = [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
  { locale: 'es', name: 'Español' },
] as const;
export type Language = (typeof LANGUAGES)[number]['locale'];

/** Each language is loaded when it is chosen. */
export const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./en') as Promise<{ default: Catalogue }>,
  fr: () => import('./fr'),
  es: () => import('./es'),
};
