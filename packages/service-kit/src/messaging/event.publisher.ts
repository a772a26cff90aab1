import { cloudEvent, EVENT_TYPES, type EventType, toCloudEvent } from '@hybrid-fleet/contracts';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type AmqpConnectionManager, connect } from 'amqp-connection-manager';
import type { ConfirmChannel } from 'amqplib';
import { CONFIG } from '../config/environment.js';
import { dropConnection, RECONNECT_SECONDS, SOCKET_OPTIONS } from './broker.connection.js';
import { brokerUrl, MESSAGING_OPTIONS, type MessagingConfig, type MessagingOptions } from './messaging.options.js';
import { declareTopology, names } from './topology.js';

/** An event as the outbox keeps it. */
export interface StoredEvent {
  id: number;
  message_id: string;
  type: EventType;
  aggregate_type: string;
  aggregate_id: string;
  payload: string | Record<string, unknown>;
  traceparent: string;
  created_at: Date;
  attempts: number;
}

/** The broker answers but does not take this event: no queue receives it (RabbitMQ confirms such a one all the same) or it is no message. */
export class EventRefused extends Error {}

/** A broker that has not confirmed by then hangs. */
const CONFIRM_TIMEOUT_MS = 5000;

/** Sends events and resolves when the broker has them safely. */
@Injectable()
export class EventPublisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(EventPublisher.name);
  private connection?: AmqpConnectionManager;
  private channel?: ConfirmChannel;
  private blocked = false;
  private away = false;
  private readonly exchange: string;
  private readonly returned = new Set<string>();
  private readonly readyListeners: (() => void)[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: MessagingConfig,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {
    this.exchange = names(options.prefix).exchange;
  }

  onApplicationBootstrap(): void {
    const connection = connect([brokerUrl(this.config)], {
      reconnectTimeInSeconds: RECONNECT_SECONDS,
      connectionOptions: SOCKET_OPTIONS,
    });
    this.connection = connection;
    connection.on('connectFailed', ({ err }) => this.lost(err));
    connection.on('disconnect', ({ err }) => this.lost(err));
    // Short of memory or disk, the broker takes nothing until it says so.
    connection.on('blocked', ({ reason }) => {
      this.logger.warn(`the broker takes no events for now: ${reason}`);
      this.blocked = true;
    });
    connection.on('unblocked', () => {
      this.blocked = false;
      this.announce();
    });
    const channel = connection.createChannel({ confirm: true, setup: (opened: ConfirmChannel) => this.setUp(opened) });
    channel.on('error', (error: Error) => {
      this.lost(error);
      dropConnection(this.connection, 'the channel could not be set up');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.channel = undefined;
    const { connection } = this;
    this.connection = undefined;
    await connection?.close();
  }

  get connected(): boolean {
    return this.channel !== undefined && !this.blocked;
  }

  /** Calls `listener` each time publishing becomes possible. */
  onReady(listener: () => void): void {
    this.readyListeners.push(listener);
  }

  /** Rejects with `EventRefused` when this event is the trouble; otherwise the broker is, and `connected` says so. */
  async publish(event: StoredEvent): Promise<void> {
    const { channel } = this;
    if (!channel || this.blocked) throw new Error('the broker is not connected');
    const { consumers } = EVENT_TYPES[event.type];
    this.returned.delete(event.message_id);
    await this.send(channel, event, this.encode(event), consumers.length > 0);
    // The broker sends a return before the confirm, so that by now it is known.
    if (this.returned.delete(event.message_id)) {
      throw new EventRefused(`no queue receives ${event.type}; expected: ${consumers.join(', ')}`);
    }
  }

  // Not through the manager's own queue of messages: it keeps what a lost connection left unconfirmed and sends it after
  // the next one, when the relay has long decided what comes first.
  private send(channel: ConfirmChannel, event: StoredEvent, content: Buffer, mandatory: boolean): Promise<void> {
    const options = {
      messageId: event.message_id,
      contentType: 'application/cloudevents+json',
      persistent: true,
      mandatory,
      headers: { traceparent: event.traceparent },
    };
    return new Promise((resolve, reject) => {
      // Throws on a channel that has closed, which rejects.
      channel.publish(this.exchange, event.type, content, options, (error: Error | null) => {
        clearTimeout(timer);
        if (!error) resolve();
        else reject(error.message === 'message nacked' ? new EventRefused('the broker refused it') : error);
      });
      const timer = setTimeout(() => {
        this.lost(new Error(`no confirm in ${CONFIRM_TIMEOUT_MS} ms`));
        dropConnection(this.connection, 'the broker does not confirm');
        reject(new Error('the broker does not confirm'));
      }, CONFIRM_TIMEOUT_MS);
    });
  }

  private encode(event: StoredEvent): Buffer {
    try {
      const data = typeof event.payload === 'string' ? JSON.parse(event.payload) : event.payload;
      const message = toCloudEvent({
        id: event.message_id,
        source: this.options.service,
        type: event.type,
        subject: event.aggregate_id,
        time: event.created_at.toISOString(),
        data,
      });
      return Buffer.from(JSON.stringify(cloudEvent.parse(message)));
    } catch (error) {
      throw new EventRefused(`it is no CloudEvent: ${(error as Error).message}`);
    }
  }

  private async setUp(channel: ConfirmChannel): Promise<void> {
    channel.on('close', () => {
      if (this.channel === channel) this.channel = undefined;
      dropConnection(this.connection, 'the channel closed');
    });
    channel.on('return', (message) => this.returned.add(String(message.properties.messageId)));
    await declareTopology(channel, this.options.prefix);
    this.returned.clear();
    this.blocked = false;
    this.away = false;
    this.channel = channel;
    this.announce();
  }

  private announce(): void {
    for (const listener of this.readyListeners) listener();
  }

  private lost(error?: Error): void {
    this.channel = undefined;
    // An outage is said once, when it begins; so is one that was there before this process. None is our own shutdown.
    if (this.away || !this.connection) return;
    this.away = true;
    const refused = /ACCESS[_-]REFUSED/i.test(error?.message ?? '');
    const reason = refused ? 'it refuses RABBITMQ_USER or RABBITMQ_PASSWORD' : (error?.message ?? 'disconnected');
    this.logger.warn(`the broker is away, events wait in the outbox: ${reason}`);
  }
}
