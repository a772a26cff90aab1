import { type ProfileView, permissionsOfRoles, presentUser, type User } from '@hybrid-fleet/identity-store';

/** A user with what they may do. */
export function presentProfile(user: User): ProfileView {
  return { ...presentUser(user), permissions: permissionsOfRoles(user.roles) };
}
