import { forbidden, type Principal } from '@hybrid-fleet/service-kit';

/** The id of the signed-in user. 403 for a service: it has no account, no sessions and no password. */
export function userIdOf(principal: Principal): number {
  if (principal.id === null) throw forbidden('users_only', 'A service has no account of its own.');
  return principal.id;
}
