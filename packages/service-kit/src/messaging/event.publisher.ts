import { cloudEvent, EVENT_TYPES, type EventType, toCloudEvent } from '@hybrid-fleet/contracts';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type AmqpConnectionManager, type ChannelWrapper, connect } from 'amqp-connection-manager';
import type { ConfirmChannel } from 'amqplib';
import { CONFIG } from '../config/environment.js';
import {
  brokerUrl,
  MESSAGING_OPTIONS,
  type MessagingConfig,
  type MessagingOptions,
  RECONNECT_SECONDS,
} from './messaging.options.js';

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

/** The broker has the event's exchange but no queue for it. RabbitMQ confirms such a message all the same. */
export class UnroutableEvent extends Error {}

const PUBLISH_TIMEOUT_MS = 2000;

/** Sends events and resolves when the broker has them safely. */
@Injectable()
export class EventPublisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(EventPublisher.name);
  private connection?: AmqpConnectionManager;
  private channel?: ChannelWrapper;
  private ready = false;
  private readonly returned = new Set<string>();
  private readonly readyListeners: (() => void)[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: MessagingConfig,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  onApplicationBootstrap(): void {
    const connection = connect([brokerUrl(this.config)], { reconnectTimeInSeconds: RECONNECT_SECONDS });
    this.connection = connection;
    connection.on('connectFailed', ({ err }) => this.lost(err));
    connection.on('disconnect', ({ err }) => this.lost(err));
    this.channel = connection.createChannel({
      confirm: true,
      publishTimeout: PUBLISH_TIMEOUT_MS,
      setup: (channel: ConfirmChannel) => this.setUp(channel),
    });
    this.channel.on('error', (error: Error) => this.lost(error));
  }

  async onApplicationShutdown(): Promise<void> {
    this.ready = false;
    const { connection } = this;
    this.connection = undefined;
    await connection?.close();
  }

  get connected(): boolean {
    return this.ready;
  }

  /** Calls `listener` each time publishing becomes possible. */
  onReady(listener: () => void): void {
    this.readyListeners.push(listener);
  }

  /** Rejects with `UnroutableEvent` when a consumer should get it and no queue did, else with the broker's error. */
  async publish(event: StoredEvent): Promise<void> {
    if (!this.channel || !this.ready) throw new Error('the broker is not connected');
    const { consumers } = EVENT_TYPES[event.type];
    const mandatory = consumers.length > 0;
    await this.channel.publish(this.options.exchange, event.type, this.encode(event), {
      messageId: event.message_id,
      contentType: 'application/cloudevents+json',
      persistent: true,
      mandatory,
      headers: { traceparent: event.traceparent },
    });
    // The broker sends a return before the confirm, so that by now it is known.
    if (this.returned.delete(event.message_id)) {
      throw new UnroutableEvent(`no queue receives ${event.type}; expected: ${consumers.join(', ')}`);
    }
  }

  private encode(event: StoredEvent): Buffer {
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
  }

  private async setUp(channel: ConfirmChannel): Promise<void> {
    await channel.assertExchange(this.options.exchange, 'topic', { durable: true });
    channel.on('return', (message) => this.returned.add(String(message.properties.messageId)));
    // The manager opens a new channel only with a new connection; a channel that closes by itself would stay closed.
    channel.on('close', () => {
      this.ready = false;
      if (this.connection?.isConnected()) this.connection.reconnect();
    });
    this.returned.clear();
    this.ready = true;
    for (const listener of this.readyListeners) listener();
  }

  private lost(error?: Error): void {
    if (this.ready)
      this.logger.warn(`the broker is away, events wait in the outbox: ${error?.message ?? 'disconnected'}`);
    this.ready = false;
  }
}
