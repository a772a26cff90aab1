import type { ServiceOptions } from '@hybrid-fleet/service-kit';
import { AppModule } from './app.module.js';
import { environment } from './config.js';

/** What makes this process user-service; main, demo, reconcile and openapi start from it. */
export const service: ServiceOptions = {
  info: { name: 'user-service', description: 'Users, their roles and what the roles permit.' },
  module: AppModule,
  environment,
  portVariable: 'USER_SERVICE_PORT',
};
