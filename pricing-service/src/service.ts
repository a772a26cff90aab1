import type { ServiceOptions } from '@hybrid-fleet/service-kit';
import { AppModule } from './app.module.js';
import { environment } from './config.js';

/** What makes this process pricing-service; main, demo, reconcile and openapi start from it. */
export const service: ServiceOptions = {
  info: { name: 'pricing-service', description: 'Shipping prices: rules, and quotes made by them.' },
  module: AppModule,
  environment,
  portVariable: 'PRICING_SERVICE_PORT',
};
