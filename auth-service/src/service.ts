import type { ServiceOptions } from '@hybrid-fleet/service-kit';
import { AppModule } from './app.module.js';
import { environment } from './config.js';

/** What makes this process auth-service; main, create-admin and openapi start from it. */
export const service: ServiceOptions = {
  info: { name: 'auth-service', description: 'Signing in, sessions and tokens: the only service that issues them.' },
  module: AppModule,
  environment,
  portVariable: 'AUTH_SERVICE_PORT',
};
