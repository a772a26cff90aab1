import { permissionFor } from './permissions';

describe('what an action needs', () => {
  it.each([
    ['users', 'list', 'users:read'],
    ['users', 'show', 'users:read'],
    ['customers', 'export', 'customers:read'],
    ['carriers', 'edit', 'carriers:update'],
    ['roles', 'create', 'roles:create'],
    ['customers', 'delete', 'customers:delete'],
    ['pricing-rules', 'list', 'pricing:read'],
    ['pricing-rules', 'edit', 'pricing:update'],
    ['quotes', 'list', 'pricing:read'],
    ['quotes', 'create', 'pricing:calculate'],
    ['messaging', 'list', 'messaging:manage'],
  ])('%s: %s needs %s', (resource, action, permission) => {
    expect(permissionFor(resource, action)).toBe(permission);
  });

  it('is nothing for what is everybody’s own', () => {
    expect(permissionFor('sessions', 'list')).toBeUndefined();
    expect(permissionFor('profile', 'edit')).toBeUndefined();
  });
});
