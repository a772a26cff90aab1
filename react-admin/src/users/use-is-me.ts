import type { Identifier } from 'ra-core';
import { useUser } from '../session/use-user';

/** Whether a user is the one who is signed in. */
export function useIsMe(): (id: Identifier) => boolean {
  const me = useUser()?.id;
  return (id) => id === me;
}
