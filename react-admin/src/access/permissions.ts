import type { Permission } from '@hybrid-fleet/contracts';
import type { ResourceName } from '../api/records';

const AREAS: Partial<Record<ResourceName, 'users' | 'roles' | 'customers' | 'carriers' | 'pricing'>> = {
  users: 'users',
  roles: 'roles',
  customers: 'customers',
  carriers: 'carriers',
  'pricing-rules': 'pricing',
  quotes: 'pricing',
};

/** What an action on a resource needs; undefined: everybody may do it to what is their own. */
export function permissionFor(resource: string, action: string): Permission | undefined {
  if (resource === 'quotes' && action === 'create') return 'pricing:calculate';
  if (resource === 'messaging') return 'messaging:manage';
  const area = AREAS[resource as ResourceName];
  if (!area) return undefined;
  const verb = { list: 'read', show: 'read', export: 'read', read: 'read', edit: 'update', update: 'update' }[action];
  return `${area}:${(verb ?? action) as 'read' | 'create' | 'update' | 'delete'}`;
}

/** Whether somebody holds what an action needs; nobody is signed in without a user. */
export function holds(user: { permissions: readonly string[] } | undefined, needed: Permission | undefined): boolean {
  return needed === undefined || (user?.permissions.includes(needed) ?? false);
}
