import { CONFIG, publishRevocation, RedisConnection, type Revocation, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { IdentityStoreConfig } from '../config.js';
import { RevocationRow } from './revocation.entity.js';

/** How far clocks of two machines may be apart: a token expires that much later for whoever is behind. */
const CLOCK_SKEW_MS = 60_000;

/** Access tokens that must not be accepted any more. The row commits with its reason; the other services hear of it then. */
@Injectable()
export class RevocationStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly redis: RedisConnection,
    @Inject(CONFIG) private readonly config: IdentityStoreConfig,
  ) {}

  /**
   * Refuses the tokens issued until now: of one session, of one user, or of whoever has a role. Call it while the rows
   * that tokens are made from are locked, so that no token of before can be issued afterwards.
   */
  async revoke(kind: Revocation['kind'], subject: string): Promise<void> {
    // A token issued in this very millisecond is older, too.
    const before = Date.now() + 1;
    const expiresAt = before + this.config.ACCESS_TOKEN_TTL_SECONDS * 1000 + CLOCK_SKEW_MS;
    await this.unitOfWork.manager.insert(RevocationRow, {
      kind,
      subject,
      issuedBefore: new Date(before),
      expiresAt: new Date(expiresAt),
    });
    this.unitOfWork.afterCommit(() => publishRevocation(this.redis, { kind, subject, before, expiresAt }));
  }

  /** Those that still concern some token. */
  async live(): Promise<Revocation[]> {
    const rows = await this.unitOfWork.manager.find(RevocationRow, {
      where: { expiresAt: MoreThan(new Date()) },
      order: { id: 'ASC' },
    });
    return rows.map(({ kind, subject, issuedBefore, expiresAt }) => ({
      kind,
      subject,
      before: issuedBefore.getTime(),
      expiresAt: expiresAt.getTime(),
    }));
  }
}
