import { randomUUID } from 'node:crypto';
import { CONFIG, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { IssuingConfig } from '../config.js';
import { keyFromToken, seal, unseal } from '../secrets/seal.js';
import { hashToken, newToken } from '../secrets/token.js';
import { RefreshToken } from './refresh-token.entity.js';
import { Session } from './session.entity.js';
import { SessionStore } from './session.store.js';

const DAY_MS = 86_400_000;

/** What signs in. */
export interface Client {
  device: string;
  address: string;
  cookieMode: boolean;
}

export interface Continued {
  session: Session;
  /** The token to use next time. */
  refreshToken: string;
}

/** Chains of refresh tokens, one a session: each is used once, and a thief and an owner cannot both go on. */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionStore,
    @Inject(CONFIG) private readonly config: IssuingConfig,
  ) {}

  /** A new session with the first token of its chain. */
  async start(userId: number, client: Client): Promise<Continued> {
    const { manager } = this.unitOfWork;
    const now = new Date();
    const session = manager.create(Session, {
      id: randomUUID(),
      userId,
      device: client.device.slice(0, 255),
      address: client.address,
      cookieMode: client.cookieMode,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: this.expiry(now),
      endedAt: null,
      endedBy: null,
    });
    await manager.insert(Session, session);
    return { session, refreshToken: await this.insertToken(session.id, now) };
  }

  /** The session that `token` belongs to, alive or not; null for a token that we never gave out. */
  async sessionOf(token: string): Promise<Session | null> {
    const { manager } = this.unitOfWork;
    const row = await manager.findOneBy(RefreshToken, { tokenHash: hashToken(token) });
    return row ? manager.findOneBy(Session, { id: row.sessionId }) : null;
  }

  /**
   * Exchanges `token` for the next one, in the running transaction. Within the grace after its first use it leads to
   * the same chain's newest token, so that two tabs that refresh at once both go on. Later it ends the session: then
   * two parties have it. Null when it cannot be used; what was written then must commit all the same.
   */
  async rotate(sessionId: string, token: string, address: string): Promise<Continued | null> {
    const { manager } = this.unitOfWork;
    // The session's row orders the parallel uses of its tokens.
    const session = await manager.findOne(Session, { where: { id: sessionId }, lock: { mode: 'pessimistic_write' } });
    const row = await this.lockToken(token);
    const now = new Date();
    if (!session || !row || session.endedAt || session.expiresAt <= now) return null;
    if (row.usedAt && now.getTime() - row.usedAt.getTime() > this.config.REFRESH_GRACE_SECONDS * 1000) {
      await this.sessions.end(session.id, 'reuse');
      return null;
    }
    const refreshToken = row.usedAt ? await this.newestAfter(token, row) : await this.replace(token, row, now);
    Object.assign(session, { lastSeenAt: now, expiresAt: this.expiry(now), address });
    await manager.update(Session, { id: session.id }, { lastSeenAt: now, expiresAt: session.expiresAt, address });
    return { session, refreshToken };
  }

  private async replace(token: string, row: RefreshToken, now: Date): Promise<string> {
    const next = await this.insertToken(row.sessionId, now);
    await this.unitOfWork.manager.update(
      RefreshToken,
      { tokenHash: row.tokenHash },
      { usedAt: now, successorSealed: seal(next, keyFromToken(token), row.sessionId) },
    );
    return next;
  }

  private async newestAfter(token: string, row: RefreshToken): Promise<string> {
    let [newest, current]: [string, RefreshToken | null] = [token, row];
    while (current?.usedAt && current.successorSealed) {
      newest = unseal(current.successorSealed, keyFromToken(newest), current.sessionId);
      current = await this.lockToken(newest);
    }
    return newest;
  }

  private lockToken(token: string): Promise<RefreshToken | null> {
    return this.unitOfWork.manager.findOne(RefreshToken, {
      where: { tokenHash: hashToken(token) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async insertToken(sessionId: string, now: Date): Promise<string> {
    const token = newToken();
    const row = { tokenHash: hashToken(token), sessionId, createdAt: now, usedAt: null, successorSealed: null };
    await this.unitOfWork.manager.insert(RefreshToken, row);
    return token;
  }

  private expiry(now: Date): Date {
    return new Date(now.getTime() + this.config.REFRESH_TOKEN_TTL_DAYS * DAY_MS);
  }
}
