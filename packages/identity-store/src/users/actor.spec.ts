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
    expect(permissionsBeyond(new Set(['a']), ['b', 'a', 'c', 'b'])).toEqual(['b', 'c']);
    expect(permissionsOfRoles([role('b', 'a'), role('b')])).toEqual(['a', 'b']);
  });

  it('lets nobody give what they lack', () => {
    expect(codeOf(() => assertMayGrant(actor('users:update'), ['users:update']))).toBeUndefined();
    expect(codeOf(() => assertMayGrant(actor('users:update'), ['users:delete']))).toBe('grant_exceeds_own');
  });

  it('lets nobody change an account that may do more', () => {
    expect(codeOf(() => assertMayManage(actor('users:update'), [role()]))).toBeUndefined();
    expect(codeOf(() => assertMayManage(actor('users:update'), [role('users:delete')]))).toBe('target_exceeds_own');
  });

  it('lets the fleet itself do everything of the catalogue', () => {
    expect(codeOf(() => assertMayGrant(SYSTEM, ['users:delete', 'pricing:publish']))).toBeUndefined();
  });
});
