import { BUILT_IN_ROLES, isPermission, PERMISSION_CATALOGUE, PERMISSIONS, SERVICE_ACCOUNTS } from './index.js';

const role = (name: string) => BUILT_IN_ROLES.find((entry) => entry.name === name)?.permissions ?? [];

describe('the permission catalogue', () => {
  it('has 25 permissions, each once, each with a category and a description', () => {
    expect(PERMISSIONS).toHaveLength(25);
    expect(new Set(PERMISSIONS).size).toBe(25);
    for (const entry of PERMISSION_CATALOGUE) {
      expect(entry.name.startsWith(`${entry.category}:`)).toBe(true);
      expect(entry.description.length).toBeGreaterThan(5);
    }
  });

  it('knows its names and no others', () => {
    expect(isPermission('customers:read')).toBe(true);
    expect(isPermission('customers:*')).toBe(false);
  });

  it('gives admin everything and user nothing', () => {
    expect(role('admin')).toEqual(PERMISSIONS);
    expect(role('user')).toEqual([]);
  });

  it('gives manager customers, carriers, pricing and a look at users', () => {
    expect([...role('manager')].sort()).toEqual([
      'carriers:create',
      'carriers:delete',
      'carriers:read',
      'carriers:update',
      'customers:create',
      'customers:delete',
      'customers:read',
      'customers:update',
      'pricing:calculate',
      'pricing:create',
      'pricing:delete',
      'pricing:publish',
      'pricing:read',
      'pricing:update',
      'users:read',
    ]);
  });

  it('gives support every read, customers:update and sessions:manage', () => {
    expect([...role('support')].sort()).toEqual([
      'audit:read',
      'carriers:read',
      'customers:read',
      'customers:update',
      'pricing:read',
      'roles:read',
      'sessions:manage',
      'users:read',
    ]);
  });

  it('gives service accounts only permissions of the catalogue', () => {
    for (const account of SERVICE_ACCOUNTS) expect(account.permissions.every(isPermission)).toBe(true);
  });
});
