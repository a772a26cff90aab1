import type { EventData } from '@hybrid-fleet/contracts';
import { OnEvent, type ReceivedEvent, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Controller } from '@nestjs/common';
import { Carriers } from './carriers.js';
import { Customers } from './customers.js';

/** A carrier or customer that changed is no longer what the cache says of it. */
@Controller()
export class PeerEventsConsumer {
  constructor(
    private readonly carriers: Carriers,
    private readonly customers: Customers,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @OnEvent('carrier.created', 'carrier.updated', 'carrier.deleted', 'carrier.restored')
  async carrierChanged(event: ReceivedEvent<EventData<'carrier.updated'>>): Promise<void> {
    this.unitOfWork.afterCommit(() => this.carriers.forget(event.data.carrierId));
  }

  @OnEvent('customer.created', 'customer.updated', 'customer.deleted', 'customer.restored')
  async customerChanged(event: ReceivedEvent<EventData<'customer.updated'>>): Promise<void> {
    this.unitOfWork.afterCommit(() => this.customers.forget(event.data.customerId));
  }
}
