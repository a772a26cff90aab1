import { BulkRunner, historyController, UserDirectory } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { Carrier } from './carrier.entity.js';
import { CarrierRecords } from './carrier.records.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';
import { OwnerEventsConsumer } from './owner-events.consumer.js';

@Module({
  controllers: [
    CarriersController,
    historyController({ path: 'carriers', noun: 'carrier', entity: Carrier }),
    OwnerEventsConsumer,
  ],
  providers: [CarriersService, BulkRunner, CarrierRecords, UserDirectory],
})
export class CarriersModule {}
