import type { Permission } from '@hybrid-fleet/contracts';
import { requestContext } from '../http/request-context.js';
import { permissionMissing } from './access.guard.js';

/** For a part of a request that needs more than its route does: 403, naming it, when the caller lacks `permission`. */
export function assertPermission(permission: Permission): void {
  if (!requestContext().principal?.permissions.has(permission)) throw permissionMissing(permission);
}
