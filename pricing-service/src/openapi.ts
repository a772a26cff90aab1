import { runCommand, writeOpenApi } from '@hybrid-fleet/service-kit';
import { service } from './service.js';

// openapi.js <hybrid-environment.example> <target file>
await runCommand('pricing-service openapi', () =>
  writeOpenApi(service, String(process.argv[2]), String(process.argv[3])),
);
