import {
  CredentialStore,
  LoginLocks,
  LoginThrottle,
  OneTimeTokens,
  PasswordHasher,
  RevocationStore,
  SessionStore,
  UserStore,
} from '@hybrid-fleet/identity-store';
import { badField, type Principal, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { ChangePassword, ResetPassword } from './dto/account.dto.js';
import { userIdOf } from './user-id.js';

/** The same words for a link that never was, was used, has expired or belongs to an account that is closed. */
const deadLink = () => badField('token', 'this link does not work any more; ask for a new one');
const wrongPassword = () => badField('currentPassword', 'is not your current password');

/** Choosing passwords: knowing the old one, or holding a one-time link. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserStore,
    private readonly credentials: CredentialStore,
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
    private readonly locks: LoginLocks,
    private readonly sessions: SessionStore,
    private readonly revocations: RevocationStore,
    private readonly links: OneTimeTokens,
  ) {}

  /** Ends the other sessions; this one goes on. Wrong guesses count like wrong sign-ins. */
  async change(principal: Principal, body: ChangePassword, address: string): Promise<void> {
    const userId = userIdOf(principal);
    const user = await this.users.get(userId);
    const credential = await this.credentials.ofUser(userId);
    const attempt = { account: user.email, address, knownAddress: true };
    const locked = await this.throttle.isLocked(attempt);
    const { matches } = await this.hasher.verify(body.currentPassword, credential?.passwordHash);
    if (!matches || locked) {
      await this.throttle.recordFailure(attempt, { counts: !locked });
      throw wrongPassword();
    }
    const hash = await this.hasher.hash(body.newPassword);
    await this.unitOfWork.run(async () => {
      await this.users.lock(userId);
      const current = await this.credentials.ofUser(userId);
      if (current?.passwordHash !== credential?.passwordHash) throw wrongPassword();
      await this.throttle.recordSuccess(attempt);
      await this.credentials.choose(userId, hash);
      await this.links.withdraw(userId);
      await this.sessions.endAll(userId, 'password', { except: principal.sessionId });
    });
  }

  /** Ends all sessions and lifts what wrong passwords did to the account. */
  async reset({ token, newPassword }: ResetPassword): Promise<void> {
    if (!(await this.links.isUsable(token))) throw deadLink();
    const hash = await this.hasher.hash(newPassword);
    await this.unitOfWork.run(async () => {
      const link = await this.links.redeem(token);
      const user = link && (await this.users.tryLock(link.userId));
      if (!user?.isActive) throw deadLink();
      await this.credentials.choose(user.id, hash);
      await this.locks.lift(user.email);
      await this.sessions.endAll(user.id, 'password');
      await this.revocations.revoke('user', String(user.id));
    });
  }
}
