import { History, Outbox, UnitOfWork } from '@hybrid-fleet/service-kit';
import type { DataSource } from 'typeorm';
import { Role } from '../roles/role.entity.js';
import { ADMIN_ROLE } from '../users/last-admin.rule.js';
import { User } from '../users/user.entity.js';
import { userState } from '../users/user.events.js';
import { recordedUser } from '../users/user.schema.js';

/**
 * The first admin, with a password: for development, where the login is documented. Does nothing where the email is
 * taken. Needs the roles.
 */
export async function seedAdmin(dataSource: DataSource, email: string, hash: () => Promise<string>): Promise<void> {
  const unitOfWork = new UnitOfWork(dataSource);
  const outbox = new Outbox(unitOfWork);
  if (await dataSource.manager.existsBy(User, { activeEmail: email })) return;
  const passwordHash = await hash();
  await unitOfWork.run(async (manager) => {
    const role = await manager.findOneByOrFail(Role, { name: ADMIN_ROLE });
    const now = new Date();
    const user = manager.create(User, {
      email,
      passwordHash,
      firstName: 'Ada',
      lastName: 'Admin',
      phone: null,
      isActive: true,
      isEmailVerified: true,
      registeredBy: 'admin',
      dateOfBirth: null,
      address: null,
      preferences: null,
      lastLoginAt: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    });
    await manager.insert(User, user as object);
    await manager.query('INSERT INTO user_roles (user_id, role_id) VALUES (?, ?)', [user.id, role.id]);
    user.roles = [role];
    await new History(unitOfWork).add(User, user.id, { action: 'created', version: 1, after: recordedUser(user) });
    await outbox.add({ type: 'user.created', aggregateId: String(user.id), data: userState(user) });
  });
}
