import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge, register } from 'prom-client';
import { HealthParts } from '../health/health.parts.js';
import { EventPublisher } from './event.publisher.js';
import { EventServer } from './event.server.js';
import { MessagingService } from './messaging.service.js';

const PENDING = 'hybrid_outbox_pending';
const LAG = 'hybrid_outbox_lag_seconds';
const DEAD = 'hybrid_dead_letters';

/** The broker in the health answer (its loss degrades, because events wait), and the backlog as metrics. */
@Injectable()
export class MessagingHealth implements OnModuleInit {
  constructor(
    private readonly parts: HealthParts,
    private readonly publisher: EventPublisher,
    private readonly consumer: EventServer,
    private readonly messaging: MessagingService,
  ) {}

  onModuleInit(): void {
    this.parts.register({ name: 'rabbitmq', critical: false, check: () => this.check() });
    this.measure();
  }

  private async check(): Promise<undefined> {
    if (!this.publisher.connected) throw new Error('the broker does not answer; events wait in the outbox');
    if (this.consumer.consumes && !this.consumer.connected) throw new Error('no events are being received');
    return undefined;
  }

  private measure(): void {
    const { messaging } = this;
    for (const name of [PENDING, LAG, DEAD]) register.removeSingleMetric(name);
    // Each asks for itself: gauges are collected side by side, and one set by another would show its last value.
    const backlogGauge = (name: string, help: string, field: 'pending' | 'lagSeconds') =>
      new Gauge({
        name,
        help,
        async collect() {
          const backlog = await messaging.backlog().catch(() => undefined);
          // The database is away: no number is better than an old one.
          if (backlog) this.set(backlog[field]);
          else this.remove();
        },
      });
    backlogGauge(PENDING, 'Events that are not sent', 'pending');
    backlogGauge(LAG, 'Age of the oldest event that is not sent, in seconds', 'lagSeconds');
    new Gauge({
      name: DEAD,
      help: 'Messages that could not be applied, by status',
      labelNames: ['status'],
      async collect() {
        const counts = await messaging.deadLetterCounts().catch(() => undefined);
        if (!counts) return this.reset();
        for (const [status, count] of Object.entries(counts)) this.set({ status }, count);
      },
    });
  }
}
