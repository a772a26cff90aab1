import { isPermission, PERMISSIONS } from '@hybrid-fleet/contracts';
import { forbidden } from '@hybrid-fleet/service-kit';
import type { Role } from '../roles/role.entity.js';

/** Whoever changes identities. A `Principal` of service-kit is one. */
export interface Actor {
  permissions: ReadonlySet<string>;
}

/** The fleet itself: registration, seeds and commands. */
export const SYSTEM: Actor = { permissions: new Set(PERMISSIONS) };

/** The permissions of `wanted` that `held` lacks. One that this release does not know gives nothing, so nobody lacks it. */
export function permissionsBeyond(held: ReadonlySet<string>, wanted: Iterable<string>): string[] {
  return [...new Set(wanted)].filter((permission) => isPermission(permission) && !held.has(permission)).sort();
}

/** What these roles give together: the permissions that this release knows. */
export function permissionsOfRoles(roles: readonly Role[]): string[] {
  return [...new Set(roles.flatMap((role) => role.permissions))].filter(isPermission).sort();
}

/** Nobody grants what they don't hold, be it directly or through a role. */
export function assertMayGrant(actor: Actor, permissions: Iterable<string>): void {
  const beyond = permissionsBeyond(actor.permissions, permissions);
  if (beyond.length === 0) return;
  throw forbidden('grant_exceeds_own', `You cannot give what you do not hold yourself: ${beyond.join(', ')}.`);
}

/**
 * Nobody changes an account that may do more than they may: a new email, a link to choose a password or a
 * deactivation would be a way to its permissions, or around them.
 */
export function assertMayManage(actor: Actor, roles: readonly Role[]): void {
  const beyond = permissionsBeyond(actor.permissions, permissionsOfRoles(roles));
  if (beyond.length === 0) return;
  throw forbidden('target_exceeds_own', `This account holds permissions that you do not: ${beyond.join(', ')}.`);
}
