import { Module } from '@nestjs/common';
import { PricingPeersModule } from '../peers/peers.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { CalculationsController } from './calculations.controller.js';
import { CalculationsPerDay } from './calculations.per-day.js';
import { CalculationsService } from './calculations.service.js';
import { QuotesService } from './quotes.service.js';
import { Shipments } from './shipments.js';

@Module({
  imports: [RulesModule, PricingPeersModule],
  controllers: [CalculationsController],
  providers: [CalculationsService, CalculationsPerDay, QuotesService, Shipments],
})
export class CalculationsModule {}
