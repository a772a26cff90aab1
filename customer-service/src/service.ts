import type { ServiceOptions } from '@hybrid-fleet/service-kit';
import { AppModule } from './app.module.js';
import { environment } from './config.js';

/** What makes this process customer-service; main, demo, reconcile and openapi start from it. */
export const service: ServiceOptions = {
  info: { name: 'customer-service', description: 'Customers: who ships and who receives.' },
  module: AppModule,
  environment,
  portVariable: 'CUSTOMER_SERVICE_PORT',
};
