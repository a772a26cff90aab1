import {
  CacheModule,
  DatabaseModule,
  MessagingModule,
  PeersModule,
  SecurityModule,
  ThrottleModule,
} from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { CarriersModule } from './carriers/carriers.module.js';
import { database } from './database.js';

@Module({
  imports: [
    DatabaseModule.forRoot(database),
    CacheModule.forRoot({ prefix: 'carrier' }),
    SecurityModule.forRoot(),
    ThrottleModule,
    PeersModule.forRoot(['user-service']),
    MessagingModule.forRoot({ service: 'carrier-service' }),
    CarriersModule,
  ],
})
export class AppModule {}
