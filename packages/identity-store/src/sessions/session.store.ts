import { notFound, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { RevocationStore } from '../revocations/revocation.store.js';
import { Session, type SessionEnd } from './session.entity.js';

/** Sign-ins: listing and ending them. Starting and renewing one is RefreshTokens' business. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revocations: RevocationStore,
  ) {}

  /** The living sessions of one user, as a query under the alias `session`. */
  queryOfUser(userId: number): SelectQueryBuilder<Session> {
    return this.unitOfWork.manager
      .createQueryBuilder(Session, 'session')
      .where('session.user_id = :userId AND session.ended_at IS NULL AND session.expires_at > :now', {
        userId,
        now: new Date(),
      });
  }

  /** A session that has not ended. */
  async get(id: string): Promise<Session> {
    const session = await this.unitOfWork.manager.findOneBy(Session, {
      id,
      endedAt: IsNull(),
      expiresAt: MoreThan(new Date()),
    });
    if (!session) throw notFound('session');
    return session;
  }

  /** Whether the user has signed in from this address within a refresh token's lifetime. */
  async knowsAddress(userId: number, address: string): Promise<boolean> {
    return this.unitOfWork.manager.existsBy(Session, { userId, address });
  }

  /** Ends one session for every service: its refresh tokens and its access tokens. */
  async end(id: string, by: SessionEnd): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(
        Session,
        { id, endedAt: IsNull() },
        { endedAt: new Date(), endedBy: by },
      );
      if (affected) await this.revocations.revoke('session', id);
    });
  }

  /** Ends all of a user's sessions, save one if it is named. */
  async endAll(userId: number, by: SessionEnd, options: { except?: string | null } = {}): Promise<void> {
    await this.unitOfWork.run(async () => {
      const living = await this.queryOfUser(userId).setLock('pessimistic_write').getMany();
      for (const { id } of living) if (id !== options.except) await this.end(id, by);
    });
  }
}
