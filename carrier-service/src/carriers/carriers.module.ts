import { Module } from '@nestjs/common';
import { CarrierRecords } from './carrier.records.js';
import { CarrierOwners } from './carrier-owners.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';
import { OwnerEventsConsumer } from './owner-events.consumer.js';

@Module({
  controllers: [CarriersController, OwnerEventsConsumer],
  providers: [CarriersService, CarrierRecords, CarrierOwners],
})
export class CarriersModule {}
