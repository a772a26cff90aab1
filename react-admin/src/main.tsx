import { createRoot } from 'react-dom/client';
import { loadLanguage } from './i18n/provider';
import { preferences } from './shell/preferences';

const store = preferences();

async function start(): Promise<void> {
  const i18nProvider = await loadLanguage(store.getItem<string>('locale'));
  const { App } = await import('./app');
  createRoot(document.getElementById('root') as HTMLElement).render(<App i18nProvider={i18nProvider} store={store} />);
}

void start();
