import { PeersModule } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { Carriers } from './carriers.js';
import { Customers } from './customers.js';
import { PeerEventsConsumer } from './peer-events.consumer.js';

/** The two services that pricing asks. */
@Module({
  imports: [PeersModule.forRoot(['customer-service', 'carrier-service'])],
  controllers: [PeerEventsConsumer],
  providers: [Carriers, Customers],
  exports: [Carriers, Customers],
})
export class PricingPeersModule {}
