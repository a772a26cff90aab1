import { History, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UserCache } from './user.cache.js';
import { User } from './user.entity.js';

export interface Credential {
  userId: number;
  /** Null for who was invited and has not chosen a password. */
  passwordHash: string | null;
}

/**
 * Password hashes and sign-in times: what a user's version and events do not tell. The only code that reads or writes
 * a hash.
 */
@Injectable()
export class CredentialStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cache: UserCache,
    private readonly history: History,
  ) {}

  async findByEmail(email: string): Promise<Credential | null> {
    return this.find({ activeEmail: email });
  }

  async ofUser(userId: number): Promise<Credential | null> {
    return this.find({ id: userId });
  }

  /** The user has another password now. Call it in the transaction of what else that changes. */
  async choose(userId: number, passwordHash: string): Promise<void> {
    await this.setHash(userId, passwordHash);
    await this.history.add(User, userId, { action: 'password_changed' });
  }

  /** Another hash of the same password: nobody's doing, so the history is silent about it. */
  async setHash(userId: number, passwordHash: string): Promise<void> {
    await this.unitOfWork.manager.update(User, { id: userId }, { passwordHash });
  }

  async markSignedIn(user: User): Promise<void> {
    user.lastLoginAt = new Date();
    await this.unitOfWork.manager.update(User, { id: user.id }, { lastLoginAt: user.lastLoginAt });
    this.unitOfWork.afterCommit(() => this.cache.forget(user.id));
  }

  private async find(where: { id?: number; activeEmail?: string }): Promise<Credential | null> {
    const user = await this.unitOfWork.manager.findOne(User, {
      select: { id: true, passwordHash: true },
      where: { ...where, deletedAt: IsNull() },
    });
    return user ? { userId: user.id, passwordHash: user.passwordHash ?? null } : null;
  }
}
