import type { Permission } from '@hybrid-fleet/contracts';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { assertPermission } from '../security/assert-permission.js';
import { booleanFilter } from './list.js';

/** The filter of a list whose records can be restored. */
export const deletedFilter = booleanFilter
  .optional()
  .describe('true: deleted records instead, for who may delete and restore them');

/** Narrows `query` to what is not deleted or, on demand, to what is: 403 then for a caller without `permission`. */
export function applyDeleted<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  deleted: boolean | undefined,
  permission: Permission,
): SelectQueryBuilder<E> {
  if (deleted) assertPermission(permission);
  return query.withDeleted().andWhere(`${query.alias}.deletedAt IS ${deleted ? 'NOT ' : ''}NULL`);
}
