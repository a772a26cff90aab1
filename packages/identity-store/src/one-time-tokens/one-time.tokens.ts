import { CONFIG, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { IdentityStoreConfig } from '../config.js';
import { hashToken, newToken } from '../secrets/token.js';
import { type OneTimePurpose, OneTimeToken } from './one-time-token.entity.js';

/** A link to hand to somebody. It is shown once: we keep only its token's hash. */
export interface OneTimeLink {
  url: string;
  expiresAt: string;
}

/** Links that let their holder choose an account's password, once. */
@Injectable()
export class OneTimeTokens {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: IdentityStoreConfig,
  ) {}

  /** A link for this user; the ones from before stop working. */
  async issue(userId: number, purpose: OneTimePurpose): Promise<OneTimeLink> {
    return this.unitOfWork.run(async (manager) => {
      await this.withdraw(userId);
      const token = newToken();
      const now = Date.now();
      const expiresAt = new Date(now + this.config.INVITATION_TTL_HOURS * 3_600_000);
      const row = { tokenHash: hashToken(token), userId, purpose, createdAt: new Date(now), expiresAt };
      await manager.insert(OneTimeToken, row);
      const url = new URL('/reset-password', this.config.ADMIN_URL);
      url.searchParams.set('token', token);
      return { url: url.toString(), expiresAt: expiresAt.toISOString() };
    });
  }

  /** Whether `redeem` would work now. Spares hashing a password for a link that is dead. */
  async isUsable(token: string): Promise<boolean> {
    return this.unitOfWork.manager.existsBy(OneTimeToken, {
      tokenHash: hashToken(token),
      expiresAt: MoreThan(new Date()),
    });
  }

  /** Uses the token up and returns whose it was; null when it is unknown, used or too old. */
  async redeem(token: string): Promise<{ userId: number; purpose: OneTimePurpose } | null> {
    return this.unitOfWork.run(async (manager) => {
      const row = await manager.findOne(OneTimeToken, {
        where: { tokenHash: hashToken(token) },
        lock: { mode: 'pessimistic_write' },
      });
      if (!row || row.expiresAt <= new Date()) return null;
      await manager.delete(OneTimeToken, { tokenHash: row.tokenHash });
      return { userId: row.userId, purpose: row.purpose };
    });
  }

  /** Every link of this user stops working. */
  async withdraw(userId: number): Promise<void> {
    await this.unitOfWork.manager.delete(OneTimeToken, { userId });
  }
}
