import type { KeyObject } from 'node:crypto';
import { type Jwks, keysOf, SigningKeySource, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { SigningKey } from './signing-key.entity.js';

/** Read again this often, so that an expired key is forgotten. */
const RELOAD_MS = 60_000;
/** Strangers who invent key ids cannot make us ask the database more often than this. */
const ASK_INTERVAL_MS = 1000;

/** The public halves of the signing keys, for verifying tokens and for publishing. */
@Injectable()
export class PublicKeys extends SigningKeySource {
  private keys = new Map<string, KeyObject>();
  private loadedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  async keyFor(kid: string): Promise<KeyObject | undefined> {
    const age = performance.now() - this.loadedAt;
    if (age > RELOAD_MS || (!this.keys.has(kid) && age > ASK_INTERVAL_MS)) await this.reload(kid);
    return this.keys.get(kid);
  }

  /** RFC 7517: those that sign or will, and those whose tokens may still be about. */
  async published(): Promise<Jwks> {
    const rows = await this.unitOfWork.manager.find(SigningKey, {
      where: [{ expiresAt: IsNull() }, { expiresAt: MoreThan(new Date()) }],
      order: { activeFrom: 'DESC' },
    });
    return {
      keys: rows.map(({ kid, publicJwk }) => ({
        kid,
        kty: 'RSA' as const,
        alg: 'RS256' as const,
        use: 'sig' as const,
        n: String(publicJwk.n),
        e: String(publicJwk.e),
      })),
    };
  }

  // A key that we have stays good while the database is away.
  private async reload(kid: string): Promise<void> {
    try {
      this.keys = keysOf(await this.published());
      this.loadedAt = performance.now();
    } catch (error) {
      if (!this.keys.has(kid)) throw error;
    }
  }
}
