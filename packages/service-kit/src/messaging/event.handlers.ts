import { type CloudEvent, type EventType, typeWithoutVersion } from '@hybrid-fleet/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { continueTrace, type RequestContext, runInContext } from '../http/request-context.js';
import { Inbox } from './inbox.js';
import { type ReceivedEvent, receive } from './received-event.js';

export type EventHandler = (event: ReceivedEvent) => Promise<unknown>;

/** Applies events with the handlers of this service; both first deliveries and retries come through here. */
@Injectable()
export class EventHandlers {
  private readonly logger = new Logger(EventHandlers.name);
  private readonly handlers = new Map<EventType, EventHandler>();

  constructor(private readonly inbox: Inbox) {}

  register(type: EventType, handler: EventHandler): void {
    this.handlers.set(type, handler);
  }

  get types(): EventType[] {
    return [...this.handlers.keys()];
  }

  /** Rejects when the event does not fit its contract, has no handler here, or its handler fails. */
  async apply(message: CloudEvent, traceparent: string): Promise<void> {
    const context: RequestContext = {
      requestId: message.id,
      traceparent: continueTrace(traceparent),
      cause: { kind: 'event', name: typeWithoutVersion(message.type) },
    };
    await runInContext(context, async () => {
      const event = receive(message);
      const handler = this.handlers.get(event.type);
      if (!handler) throw new Error(`this service has no handler for ${event.type}`);
      const outcome = await this.inbox.apply(event, () => handler(event));
      this.logger.debug(
        { type: message.type, aggregateId: event.aggregateId, version: event.version, outcome },
        'event',
      );
    });
  }
}
