import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { HealthMetrics } from './health.metrics.js';
import { HealthParts } from './health.parts.js';
import { HealthService } from './health.service.js';

@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [HealthParts, HealthService, HealthMetrics],
  exports: [HealthParts, HealthService],
})
export class HealthModule {}
