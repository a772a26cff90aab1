import { conflict, History, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { LoginLocks } from '../logins/login.locks.js';
import { type OneTimeLink, OneTimeTokens } from '../one-time-tokens/one-time.tokens.js';
import { RevocationStore } from '../revocations/revocation.store.js';
import { RoleStore } from '../roles/role.store.js';
import { SessionStore } from '../sessions/session.store.js';
import { type Actor, assertMayGrant, assertMayManage, permissionsOfRoles } from './actor.js';
import { LastAdminRule } from './last-admin.rule.js';
import { User } from './user.entity.js';
import { UserStore } from './user.store.js';

/** Changes of what an account may do. Each makes the access tokens that are out there worthless at once. */
@Injectable()
export class UserLifecycle {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserStore,
    private readonly roles: RoleStore,
    private readonly admins: LastAdminRule,
    private readonly sessions: SessionStore,
    private readonly revocations: RevocationStore,
    private readonly links: OneTimeTokens,
    private readonly locks: LoginLocks,
    private readonly history: History,
  ) {}

  async setRoles(id: number, names: string[], version: number, actor: Actor): Promise<User> {
    return this.unitOfWork.run(async () => {
      await this.admins.lock();
      return this.users.change(id, 'user.updated', { actor, version }, async (user) => {
        const roles = await this.roles.lockByNames(names);
        assertMayGrant(actor, permissionsOfRoles(roles));
        if (!names.includes('admin')) await this.admins.assertNotLast(user);
        user.roles = roles;
        await this.users.writeRoles(user);
        await this.revocations.revoke('user', String(id));
      });
    });
  }

  /** Signing in becomes possible again; the sessions from before stay ended. */
  async activate(id: number, actor: Actor): Promise<User> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.lock(id);
      assertMayManage(actor, user.roles);
      if (user.isActive) return user;
      return this.users.change(id, 'user.updated', { actor }, (locked) => {
        locked.isActive = true;
      });
    });
  }

  async deactivate(id: number, actor: Actor): Promise<User> {
    return this.unitOfWork.run(async () => {
      await this.admins.lock();
      const user = await this.users.lock(id);
      assertMayManage(actor, user.roles);
      if (!user.isActive) return user;
      await this.admins.assertNotLast(user);
      return this.users.change(id, 'user.deactivated', { actor }, async (locked) => {
        locked.isActive = false;
        await this.signOutEverywhere(id);
      });
    });
  }

  async remove(id: number, actor: Actor): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.admins.lock();
      await this.users.change(id, 'user.deleted', { actor }, async (user) => {
        await this.admins.assertNotLast(user);
        user.deletedAt = new Date();
        await this.signOutEverywhere(id);
      });
    });
  }

  /**
   * 409 when somebody else has the email by now. A user who is not deleted is answered as it is. What deleting left is
   * theirs again: their password, whether they are active, and their roles as these are now. Sessions, tokens and links
   * from before stay ended.
   */
  async restore(id: number, actor: Actor): Promise<User> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.lock(id, true);
      assertMayManage(actor, user.roles);
      if (!user.deletedAt) return user;
      return this.users.change(id, 'user.updated', { actor, withDeleted: true }, (locked) => {
        locked.deletedAt = null;
      });
    });
  }

  /** Lifts what wrong passwords did; nothing of the user itself changes. */
  async unlock(id: number, actor: Actor): Promise<User> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.lock(id);
      assertMayManage(actor, user.roles);
      await this.locks.lift(user.email);
      await this.history.add(User, id, { action: 'unlocked' });
      return user;
    });
  }

  /** A new link for an active user; the ones from before stop working, the password stays until it is used. */
  async invite(id: number, actor: Actor): Promise<OneTimeLink> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.lock(id);
      assertMayManage(actor, user.roles);
      if (!user.isActive) throw conflict('user_inactive', 'This user is deactivated. Activate them first.');
      await this.history.add(User, id, { action: 'invited' });
      return this.links.issue(id, 'invitation');
    });
  }

  private async signOutEverywhere(id: number): Promise<void> {
    await this.sessions.endAll(id, 'account');
    await this.links.withdraw(id);
    await this.revocations.revoke('user', String(id));
  }
}
