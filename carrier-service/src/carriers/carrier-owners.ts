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
import { type CarrierOwner, carrierOwner } from './dto/carrier.dto.js';

/** The users that own carriers; user-service knows them, the cache remembers them until an event says they changed. */
@Injectable()
export class CarrierOwners {
  constructor(
    @Inject(peerToken('user-service')) private readonly users: Peer,
    @Inject(CONFIG) private readonly config: Config,
    private readonly cache: Cache,
  ) {}

  /** What `?expand=owner` adds. A user-service that is away costs the owner, not the carrier. */
  async expand(ownerId: number | null): Promise<{ owner: CarrierOwner | null; missing?: string[] }> {
    if (ownerId === null) return { owner: null };
    try {
      return { owner: (await this.find(ownerId)) ?? null };
    } catch (error) {
      if (error instanceof Problem) return { owner: null, missing: [this.users.name] };
      throw error;
    }
  }

  /** Throws a 422 problem for an owner that user-service does not know, a 503 one when it cannot be asked. */
  async mustExist(ownerId: number): Promise<void> {
    if (await this.find(ownerId)) return;
    const message = 'There is no such user.';
    throw unprocessable('unknown_owner', message, [{ field: 'ownerId', message }]);
  }

  forget(ownerId: number): Promise<void> {
    return this.cache.invalidate(`owner:${ownerId}`);
  }

  /** Undefined, which is not cached, for an id that no user has: it can be the next one's. */
  private find(ownerId: number): Promise<CarrierOwner | undefined> {
    const { CACHE_TTL_USER_SECONDS } = this.config;
    return this.cache.getOrLoad(`owner:${ownerId}`, CACHE_TTL_USER_SECONDS, carrierOwner.optional(), async () => {
      const client = peerClient<userApi.paths>(this.users);
      const path = { id: String(ownerId) };
      const user = await getOrUndefined(this.users, client.GET('/api/v1/users/{id}', { params: { path } }));
      return user && carrierOwner.parse(user);
    });
  }
}
