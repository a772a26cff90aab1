import {
  CacheModule,
  DatabaseModule,
  MessagingModule,
  SecurityModule,
  ThrottleModule,
} from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { CalculationsModule } from './calculations/calculations.module.js';
import { database } from './database.js';
import { RulesModule } from './rules/rules.module.js';

@Module({
  imports: [
    DatabaseModule.forRoot(database),
    CacheModule.forRoot({ prefix: 'pricing' }),
    SecurityModule.forRoot(),
    ThrottleModule,
    MessagingModule.forRoot({ service: 'pricing-service' }),
    RulesModule,
    CalculationsModule,
  ],
})
export class AppModule {}
