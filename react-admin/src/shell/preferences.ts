import { localStorageStore, type Store } from 'ra-core';

/** Before the names of preferences in localStorage. */
const STORE_NAME = 'HybridFleet';
/** What a list was last searched for, and which of its rows were ticked. */
const OF_A_SESSION = /\.(listParams|selectedIds)$/;

/**
 * Preferences of this browser, and nothing else: theme, language, columns, saved views. react-admin empties its store at
 * each sign-out; people keep their preferences, but whoever signs in next does not find what the last one looked for.
 */
export function preferences(): Store {
  const store = localStorageStore('1', STORE_NAME);
  const prefix = `RaStore${STORE_NAME}.`;
  return {
    ...store,
    reset() {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(prefix) && OF_A_SESSION.test(name)) store.removeItem(name.slice(prefix.length));
      }
    },
  };
}
