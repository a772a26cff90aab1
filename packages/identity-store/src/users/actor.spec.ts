import { Problem } from '@hybrid-fleet/service-kit';
import type { Role } from '../roles/role.entity.js';
import { assertMayGrant, assertMayManage, permissionsBeyond, permissionsOfRoles, SYSTEM } from './actor.js';

const role = (...permissions: string[]) => ({ permissions }) as Role;
const actor = (...permissions: string[]) => ({ permissions: new Set(permissions) });

function codeOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Problem).code;
  }
}

describe('who may give and change what', () => {
  it('names what is wanted but not held, once', () => {
    expect(
      permissionsBeyond(new Set(['users:read']), ['users:update', 'users:read', 'users:create', 'users:update']),
    ).toEqual(['users:create', 'users:update']);
    expect(permissionsOfRoles([role('users:read', 'roles:read'), role('users:read')])).toEqual([
      'roles:read',
      'users:read',
    ]);
  });

  it('lets nobody give what they lack', () => {
    expect(codeOf(() => assertMayGrant(actor('users:update'), ['users:update']))).toBeUndefined();
    expect(codeOf(() => assertMayGrant(actor('users:update'), ['users:delete']))).toBe('grant_exceeds_own');
  });

  it('lets nobody change an account that may do more', () => {
    expect(codeOf(() => assertMayManage(actor('users:update'), [role()]))).toBeUndefined();
    expect(codeOf(() => assertMayManage(actor('users:update'), [role('users:delete')]))).toBe('target_exceeds_own');
  });

  it('lets a permission that this release does not know stand in nobody’s way: it gives nothing', () => {
    expect(permissionsOfRoles([role('users:read', 'retired:permission')])).toEqual(['users:read']);
    expect(codeOf(() => assertMayManage(SYSTEM, [role('retired:permission')]))).toBeUndefined();
    expect(codeOf(() => assertMayGrant(actor('users:update'), ['users:update', 'retired:permission']))).toBeUndefined();
  });

  it('lets the fleet itself do everything of the catalogue', () => {
    expect(codeOf(() => assertMayGrant(SYSTEM, ['users:delete', 'pricing:publish']))).toBeUndefined();
  });
});
