import type { EventData } from '@hybrid-fleet/contracts';
import { Outbox, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { UserCache } from './user.cache.js';
import type { User } from './user.entity.js';

export type UserEventType = 'user.created' | 'user.updated' | 'user.deactivated' | 'user.deleted';

/** The public state of a user that its events carry. */
export function userState(user: User): EventData<'user.created'> {
  return {
    userId: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    phone: user.phone,
    isActive: user.isActive,
    isEmailVerified: user.isEmailVerified,
    registeredBy: user.registeredBy,
    roles: user.roles.map((role) => role.name).sort(),
    version: user.version,
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
    deletedAt: user.deletedAt?.toISOString() ?? null,
  };
}

/** Tells of a change of a user, in the change's own transaction. */
@Injectable()
export class UserEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly cache: UserCache,
  ) {}

  async emit(type: UserEventType, user: User): Promise<void> {
    await this.outbox.add({ type, aggregateId: String(user.id), data: userState(user) });
    this.unitOfWork.afterCommit(() => this.cache.forget(user.id));
  }
}
