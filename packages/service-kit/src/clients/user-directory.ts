import type { userApi } from '@hybrid-fleet/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cache } from '../cache/cache.js';
import { CONFIG } from '../config/environment.js';
import { Problem, unprocessable } from '../errors/problem.js';
import { getOrUndefined, peerClient } from './peer.client.js';
import type { Peer } from './peer.js';
import { peerToken } from './peers.module.js';

/** What another service shows of a user. */
export const userSummary = z
  .object({
    id: z.number().int(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    isActive: z.boolean(),
  })
  .meta({ id: 'UserSummary' });

export type UserSummary = z.output<typeof userSummary>;

/**
 * The users that a service's own records refer to: asked of user-service, kept for CACHE_TTL_USER_SECONDS under the
 * service's own prefix, forgotten when an event says that they changed.
 */
@Injectable()
export class UserDirectory {
  constructor(
    @Inject(peerToken('user-service')) private readonly peer: Peer,
    @Inject(CONFIG) private readonly config: { CACHE_TTL_USER_SECONDS: number },
    private readonly cache: Cache,
  ) {}

  /** The user for an answer; when user-service does not answer, `missing` says so and the rest is still shown. */
  async expand(userId: number | null): Promise<{ user: UserSummary | null; missing?: string[] }> {
    if (userId === null) return { user: null };
    try {
      return { user: (await this.find(userId)) ?? null };
    } catch (error) {
      if (error instanceof Problem) return { user: null, missing: [this.peer.name] };
      throw error;
    }
  }

  /** Throws a 422 problem about `field` when there is no such user, a 503 one when user-service cannot be asked. */
  async mustExist(userId: number, field: string): Promise<void> {
    if (await this.find(userId)) return;
    const message = 'There is no such user.';
    throw unprocessable('user_not_found', message, [{ field, message }]);
  }

  forget(userId: number): Promise<void> {
    return this.cache.invalidate(`user:${userId}`);
  }

  // Undefined is not cached: an id that nobody has can be the next user's.
  private find(userId: number): Promise<UserSummary | undefined> {
    const { CACHE_TTL_USER_SECONDS } = this.config;
    return this.cache.getOrLoad(`user:${userId}`, CACHE_TTL_USER_SECONDS, userSummary.optional(), async () => {
      const client = peerClient<userApi.paths>(this.peer);
      const path = { id: String(userId) };
      const user = await getOrUndefined(this.peer, client.GET('/api/v1/users/{id}', { params: { path } }));
      return user && userSummary.parse(user);
    });
  }
}
