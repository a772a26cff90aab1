import { PERMISSIONS, type Permission, permissionsOf } from './permission.catalogue.js';

export type BuiltInRole = 'admin' | 'manager' | 'support' | 'user';

export interface RoleEntry {
  name: BuiltInRole;
  description: string;
  permissions: readonly Permission[];
}

/** The roles that every installation starts with. An admin may add others and change these, except `admin`. */
export const BUILT_IN_ROLES: readonly RoleEntry[] = [
  { name: 'admin', description: 'May do everything', permissions: PERMISSIONS },
  {
    name: 'manager',
    description: 'Runs customers, carriers and prices',
    permissions: [
      ...permissionsOf('customers'),
      ...permissionsOf('carriers'),
      ...permissionsOf('pricing'),
      'users:read',
    ],
  },
  {
    name: 'support',
    description: 'Helps customers: sees everything, corrects customers, ends sessions',
    permissions: [...PERMISSIONS.filter((name) => name.endsWith(':read')), 'customers:update', 'sessions:manage'],
  },
  { name: 'user', description: 'Sees and changes only what is their own', permissions: [] },
];
