import { type Session, SessionStore } from '@hybrid-fleet/identity-store';
import { notFound, type Page, type Principal, paginate, permissionMissing } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { userIdOf } from '../account/user-id.js';
import type { SessionList, SessionView } from './dto/session.dto.js';

const MANAGE = 'sessions:manage';

/** One's own sessions, and those of others for whoever may manage them. */
@Injectable()
export class SessionsService {
  constructor(private readonly sessions: SessionStore) {}

  async list(principal: Principal, query: SessionList): Promise<Page<SessionView>> {
    const userId = query.userId ?? userIdOf(principal);
    if (userId !== principal.id && !principal.permissions.has(MANAGE)) throw permissionMissing(MANAGE);
    const present = (session: Session) => ({ ...this.present(session), current: session.id === principal.sessionId });
    return paginate(this.sessions.queryOfUser(userId), query, present, { field: 'lastSeenAt', direction: 'DESC' });
  }

  /** Somebody else's session does not exist for who may not manage it. */
  async end(principal: Principal, id: string): Promise<void> {
    const session = await this.sessions.get(id);
    if (session.userId !== principal.id && !principal.permissions.has(MANAGE)) throw notFound('session');
    await this.sessions.end(id, session.userId === principal.id ? 'logout' : 'revoked');
  }

  private present({ id, device, address, createdAt, lastSeenAt, expiresAt }: Session) {
    return {
      id,
      device,
      address,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  }
}
