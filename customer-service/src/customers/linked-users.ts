import type { userApi } from '@hybrid-fleet/contracts';
import {
  Cache,
  CONFIG,
  getOrUndefined,
  type Peer,
  Problem,
  peerClient,
  peerToken,
  unprocessable,
} from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.js';
import { type LinkedUser, linkedUser } from './dto/customer.dto.js';

/** The users behind customers: asked of user-service, kept for a while, forgotten when an event says they changed. */
@Injectable()
export class LinkedUsers {
  constructor(
    @Inject(peerToken('user-service')) private readonly peer: Peer,
    @Inject(CONFIG) private readonly config: Config,
    private readonly cache: Cache,
  ) {}

  /** The user for an answer; when user-service does not answer, `missing` says so and the rest is still shown. */
  async expand(userId: number | null): Promise<{ user: LinkedUser | null; missing?: string[] }> {
    if (userId === null) return { user: null };
    try {
      return { user: (await this.find(userId)) ?? null };
    } catch (error) {
      if (error instanceof Problem) return { user: null, missing: [this.peer.name] };
      throw error;
    }
  }

  /** 422 when there is no such user, 503 when user-service cannot be asked. */
  async mustExist(userId: number): Promise<void> {
    if (await this.find(userId)) return;
    const message = 'There is no such user.';
    throw unprocessable('user_not_found', message, [{ field: 'userId', message }]);
  }

  forget(userId: number): Promise<void> {
    return this.cache.invalidate(`user:${userId}`);
  }

  private find(userId: number): Promise<LinkedUser | undefined> {
    return this.cache.getOrLoad(
      `user:${userId}`,
      this.config.CACHE_TTL_USER_SECONDS,
      linkedUser.optional(),
      async () => {
        const users = peerClient<userApi.paths>(this.peer);
        const user = await getOrUndefined(
          this.peer,
          users.GET('/api/v1/users/{id}', { params: { path: { id: String(userId) } } }),
        );
        return user && linkedUser.parse(user);
      },
    );
  }
}
