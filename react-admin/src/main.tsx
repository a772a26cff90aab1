import { createRoot } from 'react-dom/client';
import { loadLanguage } from './i18n/provider';
import { preferences } from './shell/preferences';

const store = preferences();

async function start(): Promise<void> {
  const i18nProvider = await loadLanguage(store.getItem<string>('locale'));
  const { App } = await import('./app');
  createRoot(document.getElementById('root') as HTMLElement).render(<App i18nProvider={i18nProvider} store={store} />);
}

/** Without a catalogue there are words of each language. */
const NOT_LOADED = [
  'The page could not be loaded. Check your connection.',
  'La page n’a pas pu être chargée. Vérifiez votre connexion.',
  'No se pudo cargar la página. Compruebe su conexión.',
];

start().catch((error: unknown) => {
  const again = Object.assign(document.createElement('button'), { textContent: '↻', onclick: () => location.reload() });
  document
    .getElementById('root')
    ?.replaceChildren(...NOT_LOADED.flatMap((words) => [words, document.createElement('br')]), again);
  throw error;
});
