import type { Permission } from '@hybrid-fleet/contracts';
import { useUser } from '../session/use-user';
import { holds } from './permissions';

/** Whether who is signed in holds a permission. It follows a changed role at the next renewal of the token. */
export function useMay(permission: Permission | undefined): boolean {
  return holds(useUser(), permission);
}
