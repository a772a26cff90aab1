import type { EventData } from '@hybrid-fleet/contracts';
import { OnEvent, type ReceivedEvent, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Controller } from '@nestjs/common';
import { CarrierOwners } from './carrier-owners.js';

/** A user that changed is no longer what the cache says of a carrier's owner. */
@Controller()
export class OwnerEventsConsumer {
  constructor(
    private readonly owners: CarrierOwners,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @OnEvent('user.created', 'user.updated', 'user.deactivated', 'user.deleted')
  async userChanged(event: ReceivedEvent<EventData<'user.updated'>>): Promise<void> {
    this.unitOfWork.afterCommit(() => this.owners.forget(event.data.userId));
  }
}
