import {
  badField,
  conflict,
  History,
  isDuplicateKey,
  notFound,
  staleVersion,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { RevocationStore } from '../revocations/revocation.store.js';
import { type Actor, assertMayGrant } from '../users/actor.js';
import { Role } from './role.entity.js';
import { presentRole, recordedRole } from './role.schema.js';

export interface RoleDetails {
  name: string;
  description?: string;
  permissions: string[];
}

/** The only code that writes roles. A role that gives other permissions than before makes older tokens worthless. */
@Injectable()
export class RoleStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revocations: RevocationStore,
    private readonly history: History,
  ) {}

  async get(id: number): Promise<Role> {
    const role = await this.unitOfWork.manager.findOneBy(Role, { id });
    if (!role) throw notFound('role');
    return role;
  }

  /** A user's roles by name; `lock` holds them as they are until the transaction ends. */
  async ofUser(userId: number, { lock = false } = {}): Promise<Role[]> {
    const query = this.unitOfWork.manager
      .createQueryBuilder(Role, 'role')
      .innerJoin('user_roles', 'held', 'held.role_id = role.id')
      .where('held.user_id = :userId', { userId })
      .orderBy('role.name');
    return (lock ? query.setLock('pessimistic_read') : query).getMany();
  }

  /** The roles with these names, which nobody can change or delete until the transaction ends. */
  async lockByNames(names: readonly string[]): Promise<Role[]> {
    const wanted = [...new Set(names)];
    if (wanted.length === 0) return [];
    const roles = await this.unitOfWork.manager.find(Role, {
      where: { name: In(wanted) },
      order: { name: 'ASC' },
      lock: { mode: 'pessimistic_read' },
    });
    const missing = wanted.filter((name) => !roles.some((role) => role.name === name));
    if (missing.length > 0) throw badField('roles', `there is no role named ${missing.join(', ')}`);
    return roles;
  }

  async create(details: RoleDetails, actor: Actor): Promise<Role> {
    assertMayGrant(actor, details.permissions);
    return this.unitOfWork.run(async (manager) => {
      const now = new Date();
      const role = manager.create(Role, {
        description: '',
        ...details,
        isSystem: false,
        version: 1,
        createdAt: now,
        updatedAt: now,
      });
      await this.nameStaysUnique(() => manager.insert(Role, role));
      await this.history.add(Role, role.id, { action: 'created', version: 1, after: recordedRole(role) });
      return role;
    });
  }

  async update(id: number, details: Partial<RoleDetails>, version: number, actor: Actor): Promise<Role> {
    return this.unitOfWork.run(async (manager) => {
      const role = await this.lock(id);
      if (role.version !== version) throw staleVersion(presentRole(role));
      const { name } = role;
      await this.assertChangeable(role, details, actor);
      const before = recordedRole(role);
      const permissions = [...role.permissions].sort().join();
      Object.assign(role, details, { version: version + 1, updatedAt: new Date() });
      await this.nameStaysUnique(() => manager.update(Role, { id }, role));
      const after = recordedRole(role);
      await this.history.add(Role, id, { action: 'updated', version: role.version, before, after });
      if ([...role.permissions].sort().join() !== permissions) await this.revocations.revoke('role', name);
      return role;
    });
  }

  /** 409 while somebody holds it. */
  async remove(id: number, actor: Actor): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const role = await this.lock(id);
      if (role.isSystem) throw conflict('system_role', `The role ${role.name} belongs to the fleet and stays.`);
      assertMayGrant(actor, role.permissions);
      await this.assertUnused(role);
      // Only deleted users can still have it: restored, they come back without.
      await manager.query('DELETE FROM user_roles WHERE role_id = ?', [id]);
      await manager.delete(Role, { id });
      await this.history.add(Role, id, { action: 'deleted', before: recordedRole(role), after: null });
    });
  }

  private async assertChangeable(role: Role, details: Partial<RoleDetails>, actor: Actor): Promise<void> {
    if (role.name === 'admin') throw conflict('system_role', 'The role admin always holds every permission.');
    assertMayGrant(actor, [...role.permissions, ...(details.permissions ?? [])]);
    if (details.name === undefined || details.name === role.name) return;
    if (role.isSystem) throw conflict('system_role', `The role ${role.name} belongs to the fleet and keeps its name.`);
    // Tokens and events carry names: one that is out there must go on meaning the same role.
    await this.assertUnused(role);
  }

  private async assertUnused(role: Role): Promise<void> {
    const [held] = await this.unitOfWork.manager.query(
      `SELECT COUNT(*) AS users FROM user_roles ur JOIN users u ON u.id = ur.user_id
       WHERE ur.role_id = ? AND u.deleted_at IS NULL LOCK IN SHARE MODE`,
      [role.id],
    );
    const users = Number(held.users);
    if (users > 0)
      throw conflict('role_in_use', `${users} user(s) have the role ${role.name}. Take it from them first.`);
  }

  private async lock(id: number): Promise<Role> {
    const role = await this.unitOfWork.manager.findOne(Role, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!role) throw notFound('role');
    return role;
  }

  private async nameStaysUnique(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!isDuplicateKey(error, 'roles_name')) throw error;
      throw conflict('role_name_taken', 'Another role has this name.', { field: 'name' });
    }
  }
}
