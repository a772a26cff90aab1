import { BulkRunner, UserDirectory } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { CarrierRecords } from './carrier.records.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';
import { OwnerEventsConsumer } from './owner-events.consumer.js';

@Module({
  controllers: [CarriersController, OwnerEventsConsumer],
  providers: [CarriersService, BulkRunner, CarrierRecords, UserDirectory],
})
export class CarriersModule {}
