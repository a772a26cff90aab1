import { localStorageStore, memoryStore, type Store } from 'ra-core';

/** Before the names of preferences in localStorage. */
const STORE_NAME = 'HybridFleet';
/** What a list was last searched for, and which of its rows were ticked. */
const OF_A_SESSION = /\.(listParams|selectedIds)$/;

/**
 * Preferences of this browser in localStorage: theme, language, columns, saved views. What one person looked for is in
 * the page's memory. react-admin empties its store when a session ends; people keep their preferences, but whoever signs
 * in next does not find what the last one looked for.
 */
export function preferences(): Store {
  const kept = localStorageStore('1', STORE_NAME);
  const passing = memoryStore();
  const storeOf = (key: string) => (OF_A_SESSION.test(key) ? passing : kept);
  return {
    setup() {
      kept.setup();
      passing.setup();
    },
    teardown() {
      kept.teardown();
      passing.teardown();
    },
    getItem: (key, defaultValue) => storeOf(key).getItem(key, defaultValue),
    setItem: (key, value) => storeOf(key).setItem(key, value),
    removeItem: (key) => storeOf(key).removeItem(key),
    removeItems(prefix) {
      kept.removeItems(prefix);
      passing.removeItems(prefix);
    },
    listItems: (prefix) => ({ ...kept.listItems?.(prefix), ...passing.listItems?.(prefix) }),
    subscribe: (key, callback) => storeOf(key).subscribe(key, callback),
    reset: () => passing.reset(),
  };
}
