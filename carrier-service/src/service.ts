import type { ServiceOptions } from '@hybrid-fleet/service-kit';
import { AppModule } from './app.module.js';
import { environment } from './config.js';

/** What makes this process carrier-service; main, demo, reconcile and openapi start from it. */
export const service: ServiceOptions = {
  info: { name: 'carrier-service', description: 'Shipping carriers: what they offer and where they deliver.' },
  module: AppModule,
  environment,
  portVariable: 'CARRIER_SERVICE_PORT',
};
