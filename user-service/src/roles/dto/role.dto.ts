import { PERMISSIONS } from '@hybrid-fleet/contracts';
import { roleName, roleSchema } from '@hybrid-fleet/identity-store';
import { listQuery, pageOf, text, version } from '@hybrid-fleet/service-kit';
import { z } from 'zod';

const permissions = z
  .array(z.enum(PERMISSIONS as [string, ...string[]], 'must be a permission of the catalogue'))
  .transform((names) => [...new Set(names)].sort());

const details = { name: roleName, description: text(255, 0), permissions };

export const createRoleBody = z
  .strictObject({ ...details, description: details.description.default('') })
  .meta({ id: 'CreateRole' });

export const updateRoleBody = z
  .strictObject({ ...details, version })
  .partial()
  .meta({ id: 'UpdateRole', description: 'Only the given fields change. `version` here or in If-Match is required.' });

export const roleList = listQuery(['id', 'name', 'createdAt', 'updatedAt'], {});

export const role = roleSchema;
export const rolePage = pageOf(role);

export type CreateRole = z.output<typeof createRoleBody>;
export type UpdateRole = z.output<typeof updateRoleBody>;
export type RoleList = z.output<typeof roleList>;
