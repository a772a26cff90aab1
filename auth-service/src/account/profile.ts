import { isPermission } from '@hybrid-fleet/contracts';
import { type ProfileView, permissionsOfRoles, presentUser, type User } from '@hybrid-fleet/identity-store';

/** A user with what they may do: the permissions of all their roles that this release knows. */
export function presentProfile(user: User): ProfileView {
  return { ...presentUser(user), permissions: permissionsOfRoles(user.roles).filter(isPermission) };
}
