import type { ServiceName } from '@hybrid-fleet/contracts';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/environment.js';
import { DeadLetters } from './dead-letters.js';
import { EventHandlers } from './event.handlers.js';
import { EventPublisher } from './event.publisher.js';
import { EventServer } from './event.server.js';
import { Inbox } from './inbox.js';
import { MessagingController } from './messaging.controller.js';
import { MessagingHealth } from './messaging.health.js';
import { MESSAGING_OPTIONS, type MessagingConfig, type MessagingOptions } from './messaging.options.js';
import { MessagingService } from './messaging.service.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox.relay.js';
import { MessageRetention } from './retention.js';
import { RetryWorker } from './retry.worker.js';

/**
 * Sends and receives events. The service consumes what the contract says it does; `consumeEvents` starts that, because
 * Nest connects a consumer to the finished application.
 */
@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static factory
export class MessagingModule {
  static forRoot(options: { service: ServiceName; prefix?: string }): DynamicModule {
    const messaging: MessagingOptions = { service: options.service, prefix: options.prefix ?? '' };
    return {
      module: MessagingModule,
      controllers: [MessagingController],
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: messaging },
        {
          provide: EventServer,
          inject: [CONFIG, EventHandlers, DeadLetters],
          useFactory: (config: MessagingConfig, handlers: EventHandlers, deadLetters: DeadLetters) =>
            new EventServer(messaging, config, { handlers, deadLetters }),
        },
        Outbox,
        Inbox,
        EventPublisher,
        EventHandlers,
        DeadLetters,
        OutboxRelay,
        RetryWorker,
        MessageRetention,
        MessagingService,
        MessagingHealth,
      ],
      exports: [Outbox, EventHandlers, EventServer, EventPublisher, MessagingService],
    };
  }
}
