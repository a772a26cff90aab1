import {
  CacheModule,
  DatabaseModule,
  MessagingModule,
  PeersModule,
  SecurityModule,
  ThrottleModule,
} from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { CustomersModule } from './customers/customers.module.js';
import { database } from './database.js';

@Module({
  imports: [
    DatabaseModule.forRoot(database),
    CacheModule.forRoot({ prefix: 'customer' }),
    SecurityModule.forRoot(),
    ThrottleModule,
    PeersModule.forRoot(['user-service']),
    MessagingModule.forRoot({ service: 'customer-service' }),
    CustomersModule,
  ],
})
export class AppModule {}
