import type { EventData } from '@hybrid-fleet/contracts';
import { OnEvent, type ReceivedEvent, UnitOfWork, UserDirectory } from '@hybrid-fleet/service-kit';
import { Controller } from '@nestjs/common';

/** A user that changed is no longer what the cache says of a carrier's owner. */
@Controller()
export class OwnerEventsConsumer {
  constructor(
    private readonly users: UserDirectory,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @OnEvent('user.created', 'user.updated', 'user.deactivated', 'user.deleted')
  async userChanged(event: ReceivedEvent<EventData<'user.updated'>>): Promise<void> {
    this.unitOfWork.afterCommit(() => this.users.forget(event.data.userId));
  }
}
