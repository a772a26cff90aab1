import type { EventData } from '@hybrid-fleet/contracts';
import { OnEvent, type ReceivedEvent, UnitOfWork, UserDirectory } from '@hybrid-fleet/service-kit';
import { Controller } from '@nestjs/common';
import { CustomerProfiles } from './customer.profiles.js';

/** What user-service and auth-service say of users becomes true of their customer profiles here. */
@Controller()
export class UserEventsConsumer {
  constructor(
    private readonly profiles: CustomerProfiles,
    private readonly users: UserDirectory,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @OnEvent('user.created', 'user.updated', 'user.deactivated')
  async userChanged(event: ReceivedEvent<EventData<'user.updated'>>): Promise<void> {
    await this.profiles.follow(event.data);
    this.unitOfWork.afterCommit(() => this.users.forget(event.data.userId));
  }

  @OnEvent('user.deleted')
  async userDeleted(event: ReceivedEvent<EventData<'user.deleted'>>): Promise<void> {
    await this.profiles.retire(event.data);
    this.unitOfWork.afterCommit(() => this.users.forget(event.data.userId));
  }
}
