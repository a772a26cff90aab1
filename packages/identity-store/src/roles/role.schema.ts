import { timestamp } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import type { Role } from './role.entity.js';

export const roleName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be the name of a role, like manager');

export const roleSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()),
    isSystem: z.boolean().describe('Ships with the fleet: can be neither renamed nor deleted'),
    version: z.number().int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Role' });

export type RoleView = z.output<typeof roleSchema>;

export function presentRole(role: Role): RoleView {
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    permissions: role.permissions,
    isSystem: role.isSystem,
    version: role.version,
    createdAt: role.createdAt.toISOString(),
    updatedAt: role.updatedAt.toISOString(),
  };
}

/** What the history keeps: what people can read and change. */
export function recordedRole({ name, description, permissions }: Role) {
  return { name, description, permissions };
}
