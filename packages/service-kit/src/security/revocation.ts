import { z } from 'zod';
import type { RedisConnection } from '../cache/redis.connection.js';
import type { Principal } from './principal.js';

export const REVOCATION_CHANNEL = 'auth:revocations';

export const revocation = z.object({
  kind: z.enum(['session', 'user', 'role']),
  /** A session's uuid, a user's id or a role's name. */
  subject: z.string().min(1),
  /** Milliseconds since 1970: tokens issued before are refused (for a session: all of them). */
  before: z.number(),
  /** Milliseconds since 1970: from here on no token that it hits can be valid any more. */
  expiresAt: z.number(),
});

export type Revocation = z.output<typeof revocation>;

/** Where all live revocations can be read. auth-service and user-service read their rows, others ask auth-service. */
export abstract class RevocationSource {
  abstract load(): Promise<Revocation[]>;
}

/**
 * Tells every process about a committed revocation. A message that Redis does not take is repeated for about 4 s: who
 * follows Redis meanwhile would otherwise hear of it only at its next full reload. Never rejects.
 */
export async function publishRevocation(redis: RedisConnection, entry: Revocation): Promise<void> {
  for (let attempt = 0; attempt < 16; attempt++) {
    try {
      await redis.run((client) => client.publish(REVOCATION_CHANNEL, JSON.stringify(entry)));
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** The live revocations, as a look-up that costs the same however many there are. */
export class RevocationSet {
  private readonly entries = new Map<string, { before: number; expiresAt: number }>();

  add({ kind, subject, before, expiresAt }: Revocation): void {
    const key = `${kind}:${subject}`;
    const known = this.entries.get(key);
    this.entries.set(key, {
      before: Math.max(before, known?.before ?? 0),
      expiresAt: Math.max(expiresAt, known?.expiresAt ?? 0),
    });
  }

  /** True when one of them hits a token of this caller. */
  hits({ kind, id, sessionId, roles, issuedAtMs }: Principal, now = Date.now()): boolean {
    if (kind !== 'user') return false;
    const live = (key: string) => {
      const entry = this.entries.get(key);
      return entry && entry.expiresAt > now ? entry : undefined;
    };
    if (live(`session:${sessionId}`)) return true;
    return [`user:${id}`, ...roles.map((role) => `role:${role}`)].some((key) => issuedAtMs < (live(key)?.before ?? 0));
  }

  purge(now = Date.now()): void {
    for (const [key, { expiresAt }] of this.entries) if (expiresAt <= now) this.entries.delete(key);
  }

  get size(): number {
    return this.entries.size;
  }
}
