import { consumedBy } from '@hybrid-fleet/contracts';
import type { INestApplication } from '@nestjs/common';
import { EventServer } from './event.server.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './messaging.options.js';

/** Begins to consume this service's events; a service that the contract gives none has nothing to start. */
export async function consumeEvents(app: INestApplication): Promise<void> {
  const { service } = app.get<MessagingOptions>(MESSAGING_OPTIONS, { strict: false });
  if (consumedBy(service).length === 0) return;
  app.connectMicroservice({ strategy: app.get(EventServer, { strict: false }) });
  await app.startAllMicroservices();
}
