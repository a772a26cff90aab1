import type { Records } from '../api/records';
import { useBeyond } from './use-catalogue';

/** What the service lets the reader do to a role, so that no button leads to a refusal. */
export function useRoleRules() {
  const beyond = useBeyond();
  return (role: Records['roles']) => {
    /** Permissions of the role that the reader does not hold: while there are any, it is not theirs to change. */
    const lacking = beyond(role.permissions);
    /** The role admin always holds every permission. */
    const fixed = role.name === 'admin';
    return {
      lacking,
      fixed,
      editable: !fixed && lacking.length === 0,
      deletable: !role.isSystem && lacking.length === 0,
    };
  };
}
