import { useSyncExternalStore } from 'react';
import { session } from './current';
import type { Profile } from './transport';

/** Who is signed in, as it changes. */
export function useUser(): Profile | undefined {
  return useSyncExternalStore(session.subscribe, () => session.user);
}
