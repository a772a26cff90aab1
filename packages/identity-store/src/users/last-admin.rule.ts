import { conflict, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { User } from './user.entity.js';

/** The role that holds every permission. */
export const ADMIN_ROLE = 'admin';

/**
 * The last active admin stays one. Two admins removing each other at once would both see the other still there, so
 * whoever may remove an admin first locks one row, the same for all.
 */
@Injectable()
export class LastAdminRule {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Call it before locking any user: everybody takes the two locks in this order. */
  async lock(): Promise<void> {
    await this.unitOfWork.manager.query("SELECT name FROM guards WHERE name = 'admins' FOR UPDATE");
  }

  /** 409 when `user`, with its roles loaded, is the only active admin. Needs `lock`. */
  async assertNotLast(user: User): Promise<void> {
    if (!user.isActive || !user.roles.some((role) => role.name === ADMIN_ROLE)) return;
    const others = await this.unitOfWork.manager.query(
      `SELECT u.id FROM roles r JOIN user_roles ur ON ur.role_id = r.id JOIN users u ON u.id = ur.user_id
       WHERE r.name = ? AND u.id <> ? AND u.is_active = 1 AND u.deleted_at IS NULL LIMIT 1 LOCK IN SHARE MODE`,
      [ADMIN_ROLE, user.id],
    );
    if (others.length > 0) return;
    throw conflict('last_admin', 'This is the last active admin. Make somebody else an admin first.');
  }
}
