import { randomUUID } from 'node:crypto';
import { cloudEvent, consumedBy, type EventType } from '@hybrid-fleet/contracts';
import { Logger } from '@nestjs/common';
import { ServerRMQ } from '@nestjs/microservices';
import type { AmqpConnectionManager, ChannelWrapper } from 'amqp-connection-manager';
import type { Channel, ConsumeMessage } from 'amqplib';
import { lastValueFrom } from 'rxjs';
import { continueTrace } from '../http/request-context.js';
import { dropConnection, RECONNECT_SECONDS, SOCKET_OPTIONS } from './broker.connection.js';
import type { DeadLetters } from './dead-letters.js';
import type { EventHandlers } from './event.handlers.js';
import { brokerUrl, type MessagingConfig, type MessagingOptions } from './messaging.options.js';
import { declareTopology, names } from './topology.js';

/** How long a message is kept while our database is away, before the broker gets it back: far below its own 30 minutes. */
const HOLD_MS = 60_000;
const HOLD_STEP_MS = 1000;
const DRAIN_MS = 4000;

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
  private readonly consumerTag: string = randomUUID();
  private readonly prefetch: number;
  private readonly working = new Set<Promise<void>>();
  private readonly closed = new WeakSet<Channel>();
  private consuming?: Channel;
  private stopping = false;

  constructor(
    private readonly messaging: MessagingOptions,
    config: MessagingConfig,
    private readonly parts: Parts,
  ) {
    super({
      urls: [brokerUrl(config)],
      queue: names(messaging.prefix).queue(messaging.service),
      noAck: false,
      socketOptions: { reconnectTimeInSeconds: RECONNECT_SECONDS, connectionOptions: SOCKET_OPTIONS },
    });
    this.prefetch = config.EVENT_PREFETCH;
  }

  /** Whether this process is to consume at all. */
  get consumes(): boolean {
    return this.parts.handlers.types.length > 0;
  }

  get connected(): boolean {
    return this.consuming !== undefined;
  }

  /** Ready at once: HTTP serves while the broker is away, and consuming begins when it is back. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.registerHandlers();
      await this.start(() => undefined);
      this.keepChannelErrors();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Takes no further message, finishes those under way, then disconnects. What is unfinished will be delivered again. */
  override async close(): Promise<void> {
    this.stopping = true;
    await inTime(this.finish());
    this.consuming = undefined;
    await inTime(super.close());
  }

  private async finish(): Promise<void> {
    await this.consuming?.cancel(this.consumerTag);
    await Promise.all(this.working);
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

  // Nest makes its channel at the first connect, without a listener for errors: a connection lost while the channel is
  // being opened would end the process.
  private keepChannelErrors(): void {
    const manager = this.server as AmqpConnectionManager;
    manager.once('connect', () => {
      (this.channel as ChannelWrapper).on('error', (error: Error) => {
        this.log.error({ err: error }, 'consuming could not begin; trying again');
        dropConnection(manager, 'the channel could not be set up');
      });
    });
  }

  // In place of Nest's, which binds and consumes without waiting: a consumer that the broker refused would be an
  // unhandled rejection, and nobody would notice a channel or a queue that goes away under it.
  override async setupChannel(channel: Channel, ready: () => void): Promise<void> {
    channel.on('close', () => {
      this.closed.add(channel);
      if (this.consuming === channel) this.consuming = undefined;
      this.reconnect('the channel closed');
    });
    await declareTopology(channel, this.messaging.prefix);
    await channel.prefetch(this.prefetch);
    await channel.consume(this.queue, (message) => void this.handleMessage(message, channel), {
      noAck: false,
      consumerTag: this.consumerTag,
    });
    this.consuming = channel;
    ready();
  }

  override async handleMessage(given: object | null, channel: Channel): Promise<void> {
    const message = given as ConsumeMessage | null;
    // The broker cancelled the consumer: its queue is gone. Connecting anew declares it again.
    if (message === null) return this.reconnect('the broker cancelled the consumer');
    const work = this.process(message, channel).catch((error: unknown) => {
      this.log.error({ err: error }, 'a message could not be handled; the broker keeps it');
    });
    this.working.add(work);
    await work;
    this.working.delete(work);
  }

  private async process(message: ConsumeMessage, channel: Channel): Promise<void> {
    const event = readEvent(message);
    if (!event) {
      this.log.error({ queue: this.queue }, 'a message is no event of the fleet; the broker keeps it aside');
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
        if (this.stopping || this.closed.has(channel) || Date.now() > until) {
          settle(() => channel.nack(message, false, true));
          return;
        }
        this.log.warn({ err: error, messageId: event.id }, 'our database is away: the message waits');
        await new Promise((resolve) => setTimeout(resolve, HOLD_STEP_MS));
      }
    }
  }

  /** Rejects only when our database could keep neither the effect nor the failure: then nothing is counted. */
  private async applyOrKeep(event: NonNullable<ReturnType<typeof readEvent>>, traceparent: string): Promise<void> {
    try {
      await this.parts.handlers.apply(event, traceparent);
    } catch (error) {
      // Says what the failure was about: a database that cannot keep the dead letter is what failed.
      await this.parts.deadLetters.add(event, traceparent, error);
      this.log.warn({ err: error, messageId: event.id, type: event.type }, 'an event failed and will be tried again');
    }
  }

  private reconnect(reason: string): void {
    if (!this.stopping) dropConnection(this.server as AmqpConnectionManager | null, reason);
  }
}

function readEvent(message: ConsumeMessage) {
  try {
    return cloudEvent.safeParse(JSON.parse(message.content.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Stopping goes on when the broker does not answer. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, DRAIN_MS);
  });
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}

/** Acknowledging on a channel that has closed throws; the broker delivers that message again, and the inbox knows it. */
function settle(acknowledge: () => void): void {
  try {
    acknowledge();
  } catch (error) {
    if ((error as Error).name !== 'IllegalOperationError') throw error;
  }
}
