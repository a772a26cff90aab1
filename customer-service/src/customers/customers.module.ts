import { BulkRunner, UserDirectory } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { CustomerProfiles } from './customer.profiles.js';
import { CustomerRecords } from './customer.records.js';
import { CustomersController } from './customers.controller.js';
import { CustomersService } from './customers.service.js';
import { UserEventsConsumer } from './user-events.consumer.js';

@Module({
  controllers: [CustomersController, UserEventsConsumer],
  providers: [CustomersService, BulkRunner, CustomerRecords, CustomerProfiles, UserDirectory],
})
export class CustomersModule {}
