import { randomUUID } from 'node:crypto';
import { cloudEvent, consumedBy, type EventType } from '@hybrid-fleet/contracts';
import { Logger } from '@nestjs/common';
import { ServerRMQ } from '@nestjs/microservices';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ConsumeMessage } from 'amqplib';
import { lastValueFrom } from 'rxjs';
import { isDatabaseDown } from '../database/database.errors.js';
import { continueTrace } from '../http/request-context.js';
import type { DeadLetters } from './dead-letters.js';
import type { EventHandlers } from './event.handlers.js';
import { brokerUrl, type MessagingConfig, type MessagingOptions, RECONNECT_SECONDS } from './messaging.options.js';

/** Redeliveries that the broker itself allows. Ours are bounded by rows; crashes and pauses must not use the message up. */
const DELIVERY_LIMIT = 1_000_000;
/** How long a message is kept while our database is away, before the broker gets it back: far below its own 30 minutes. */
const HOLD_MS = 60_000;
const HOLD_STEP_MS = 1000;
const DRAIN_MS = 5000;

interface Parts {
  handlers: EventHandlers;
  deadLetters: DeadLetters;
}

/**
 * Nest's RabbitMQ server, consuming the fleet's events: it acknowledges when the effect has committed, parks what fails,
 * waits while our own database is away, and starts without waiting for the broker.
 */
export class EventServer extends ServerRMQ {
  private readonly log = new Logger('Events');
  private readonly consumerTag: string;
  private readonly deadQueue: string;
  private readonly deadExchange: string;
  private readonly working = new Set<Promise<void>>();
  private consuming?: Channel;
  private stopping = false;

  constructor(
    private readonly messaging: MessagingOptions,
    config: MessagingConfig,
    private readonly parts: Parts,
  ) {
    const consumerTag = `${messaging.service}-${randomUUID()}`;
    super({
      urls: [brokerUrl(config)],
      queue: messaging.queue,
      noAck: false,
      prefetchCount: config.EVENT_PREFETCH,
      exchange: messaging.exchange,
      exchangeType: 'topic',
      wildcards: true,
      consumerTag,
      socketOptions: { reconnectTimeInSeconds: RECONNECT_SECONDS },
      queueOptions: {
        durable: true,
        arguments: {
          'x-queue-type': 'quorum',
          'x-delivery-limit': DELIVERY_LIMIT,
          'x-dead-letter-exchange': `${messaging.exchange}.dead`,
          'x-dead-letter-routing-key': messaging.queue,
        },
      },
    });
    this.consumerTag = consumerTag;
    this.deadExchange = `${messaging.exchange}.dead`;
    this.deadQueue = `${messaging.queue}.dead`;
  }

  get connected(): boolean {
    return this.consuming !== undefined;
  }

  /** Ready at once: HTTP serves while the broker is away, and consuming begins when it is back. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    this.registerHandlers();
    void super.listen((error: unknown) => {
      if (error) this.log.error({ err: error }, 'the event consumer failed to start');
    });
    callback();
  }

  /** Takes no further message, finishes those under way, then disconnects. What is unfinished will be delivered again. */
  override async close(): Promise<void> {
    this.stopping = true;
    await this.consuming?.cancel(this.consumerTag).catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, DRAIN_MS);
    });
    await Promise.race([Promise.all(this.working), late]);
    clearTimeout(timer);
    this.consuming = undefined;
    await super.close();
  }

  // What the contract says this service consumes and what it handles must be the same: a missing handler loses events.
  private registerHandlers(): void {
    const promised = consumedBy(this.messaging.service);
    const handled = [...this.getHandlers().keys()] as EventType[];
    const missing = promised.filter((type) => !handled.includes(type));
    const surplus = handled.filter((type) => !promised.includes(type));
    if (missing.length + surplus.length > 0) {
      throw new Error(
        `event handlers differ from the contract; missing: ${missing.join()}; not promised: ${surplus.join()}`,
      );
    }
    for (const type of handled) {
      const handler = this.getHandlerByPattern(type);
      if (!handler) continue;
      this.parts.handlers.register(type, async (event) =>
        lastValueFrom(this.transformToObservable(await handler(event)), { defaultValue: undefined }),
      );
    }
  }

  override async setupChannel(channel: Channel, callback: () => void): Promise<void> {
    await channel.assertExchange(this.deadExchange, 'direct', { durable: true });
    await channel.assertQueue(this.deadQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(this.deadQueue, this.deadExchange, this.messaging.queue);
    // The connection manager opens a new channel only with a new connection: one that closes by itself would stay closed.
    channel.on('close', () => {
      if (this.consuming === channel) this.consuming = undefined;
      this.reconnect();
    });
    await super.setupChannel(channel, callback);
    this.consuming = channel;
  }

  override async handleMessage(given: object | null, channel: Channel): Promise<void> {
    const message = given as ConsumeMessage | null;
    // The broker cancelled the consumer: its queue is gone. Connecting anew declares it again.
    if (message === null) return this.reconnect();
    const work = this.process(message, channel).catch((error: unknown) => {
      this.log.error({ err: error }, 'a message could not be handled; the broker keeps it');
      settle(() => channel.nack(message, false, true));
    });
    this.working.add(work);
    await work;
    this.working.delete(work);
  }

  private async process(message: ConsumeMessage, channel: Channel): Promise<void> {
    const event = readEvent(message);
    if (!event) {
      this.log.error({ queue: this.deadQueue }, 'a message is no event of the fleet; the broker keeps it aside');
      settle(() => channel.nack(message, false, false));
      return;
    }
    const traceparent = continueTrace(String(message.properties.headers?.traceparent ?? ''));
    for (const until = Date.now() + HOLD_MS; ; ) {
      try {
        await this.applyOrKeep(event, traceparent);
        settle(() => channel.ack(message));
        return;
      } catch (error) {
        if (!isDatabaseDown(error)) throw error;
        if (this.stopping || Date.now() > until) {
          settle(() => channel.nack(message, false, true));
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, HOLD_STEP_MS));
      }
    }
  }

  private async applyOrKeep(event: NonNullable<ReturnType<typeof readEvent>>, traceparent: string): Promise<void> {
    try {
      await this.parts.handlers.apply(event, traceparent);
    } catch (error) {
      if (isDatabaseDown(error)) throw error;
      this.log.warn({ err: error, messageId: event.id, type: event.type }, 'an event failed and will be tried again');
      await this.parts.deadLetters.add(event, traceparent, error);
    }
  }

  private reconnect(): void {
    const manager = this.server as AmqpConnectionManager | null;
    if (!this.stopping && manager?.isConnected()) manager.reconnect();
  }
}

function readEvent(message: ConsumeMessage) {
  try {
    return cloudEvent.safeParse(JSON.parse(message.content.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Acknowledging on a channel that has closed throws; the broker delivers that message again, and the inbox knows it. */
function settle(acknowledge: () => void): void {
  try {
    acknowledge();
  } catch (error) {
    if ((error as Error).name !== 'IllegalOperationError') throw error;
  }
}
