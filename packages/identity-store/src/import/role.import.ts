import { BUILT_IN_ROLES, type ImportTable, isPermission } from '@hybrid-fleet/contracts';
import { commonFields, importRow, jsonOf, type SourceFields, text } from '@hybrid-fleet/service-kit';
import { roleName } from '../roles/role.schema.js';

/**
 * Roles of a previous system. One with the name of a built-in role becomes that role, with what it permits here; the id
 * never matters, because everything refers to roles by name.
 */
export const roleImport: ImportTable = {
  table: 'roles',
  sourceTables: ['roles', 'role'],
  fields: {
    ...commonFields,
    name: ['name', 'rolename', 'role', 'title'],
    description: ['description'],
    permissions: ['permissions', 'permission', 'scopes'],
  },
  jsonColumns: ['permissions'],
  toRow: (record, context) =>
    importRow(record, context, (fields) => {
      const { id, version, created_at, updated_at } = fields.common();
      const name = fields.required('name', roleName, nameOf(fields.value('name')));
      const builtIn = BUILT_IN_ROLES.some((role) => role.name === name);
      const permissions = builtIn ? [] : permissionsOf(fields);
      const description = fields.optional('description', text(255, 0)) ?? '';
      return { id, version, created_at, updated_at, name, description, permissions, is_system: builtIn ? 1 : 0 };
    }),
};

/** `ROLE_Account Manager` is account-manager. */
function nameOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .trim()
    .replace(/^ROLE_/i, '')
    .toLowerCase()
    .replaceAll(/[\s.:]+/g, '-');
}

/** Those of the catalogue. Nothing is guessed: a permission too few is asked for, one too many is not noticed. */
function permissionsOf(fields: SourceFields): string[] {
  const given = fields.value('permissions');
  const read = jsonOf(given);
  const names = Array.isArray(read) ? read.map(String) : String(given ?? '').split(/[\s,]+/);
  const known = [...new Set(names.filter(isPermission))].sort();
  const unknown = names.filter((name) => name !== '' && !isPermission(name));
  if (unknown.length > 0) fields.change('permissions', 'some are not in the catalogue: left out', unknown.join(' '));
  if (known.length === 0) fields.change('permissions', 'the role permits nothing here', undefined);
  return known;
}
