import { runService } from '@hybrid-fleet/service-kit';
import { service } from './service.js';

await runService(service);
