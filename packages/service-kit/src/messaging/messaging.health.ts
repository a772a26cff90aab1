import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthParts } from '../health/health.parts.js';
import { BoundedReading } from '../metrics/bounded-reading.js';
import { gauge } from '../metrics/gauge.js';
import { EventPublisher } from './event.publisher.js';
import { EventServer } from './event.server.js';
import { MessagingService } from './messaging.service.js';

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
    const backlog = new BoundedReading(() => this.messaging.backlog());
    const outboxGauge = (name: string, help: string, field: 'pending' | 'held' | 'lagSeconds') =>
      gauge(name, help, [], async () => {
        const read = await backlog.latest();
        return read ? [[{}, read[field]]] : [];
      });
    outboxGauge('hybrid_outbox_pending', 'Events that are not sent', 'pending');
    outboxGauge('hybrid_outbox_held', 'Events that the broker refused and that hold back their aggregate', 'held');
    outboxGauge('hybrid_outbox_lag_seconds', 'Age of the oldest event that is not sent, in seconds', 'lagSeconds');
    const deadLetters = new BoundedReading(() => this.messaging.deadLetterCounts());
    gauge('hybrid_dead_letters', 'Messages that could not be applied, by status', ['status'], async () =>
      Object.entries((await deadLetters.latest()) ?? {}).map(([status, count]) => [{ status }, count]),
    );
  }
}
