import { BulkRunner, historyController, UserDirectory } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { Customer } from './customer.entity.js';
import { CustomerProfiles } from './customer.profiles.js';
import { CustomerRecords } from './customer.records.js';
import { CustomersController } from './customers.controller.js';
import { CustomersService } from './customers.service.js';
import { UserEventsConsumer } from './user-events.consumer.js';

@Module({
  controllers: [
    CustomersController,
    historyController({ path: 'customers', noun: 'customer', entity: Customer }),
    UserEventsConsumer,
  ],
  providers: [CustomersService, BulkRunner, CustomerRecords, CustomerProfiles, UserDirectory],
})
export class CustomersModule {}
