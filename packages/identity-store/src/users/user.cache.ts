import { Cache, RedisConnection } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { type UserView, userSchema } from './user.schema.js';

/** Users as clients see them, in Redis under `user:by-id:`; whichever service changes one makes both forget it. */
@Injectable()
export class UserCache {
  private readonly cache: Cache;

  constructor(redis: RedisConnection) {
    this.cache = new Cache(redis, 'user');
  }

  byId(id: number, ttlSeconds: number, load: () => Promise<UserView>): Promise<UserView> {
    return this.cache.getOrLoad(`by-id:${id}`, ttlSeconds, userSchema, load);
  }

  /** Call it after the change has committed. */
  async forget(id: number): Promise<void> {
    await this.cache.invalidate(`by-id:${id}`);
  }
}
