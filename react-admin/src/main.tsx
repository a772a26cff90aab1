import { localStorageStore } from 'ra-core';
import { createRoot } from 'react-dom/client';
import { loadLanguage } from './i18n/provider';
import { STORE_NAME } from './shell/store-name';

/** Preferences of this browser, and nothing else: theme, language, columns, saved views. */
const store = localStorageStore('1', STORE_NAME);

async function start(): Promise<void> {
  const i18nProvider = await loadLanguage(store.getItem<string>('locale'));
  const { App } = await import('./app');
  createRoot(document.getElementById('root') as HTMLElement).render(<App i18nProvider={i18nProvider} store={store} />);
}

void start();
