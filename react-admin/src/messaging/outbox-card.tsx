import type { OutboxEvent } from '../api/fleet';
import type { ServiceName } from '../api/services';
import { DecideButton } from './decide-button';
import { EventCard } from './event-card';

/** An event that the broker has not taken yet. */
export function OutboxCard({ event, service }: { event: OutboxEvent; service: ServiceName }) {
  return (
    <EventCard
      type={event.type}
      about={`${event.aggregateType} ${event.aggregateId}`}
      messageId={event.messageId}
      facts={{ id: event.id, created: event.createdAt, attempts: event.attempts, next: event.nextAttemptAt }}
      error={event.error}
      payload={event.payload}
      actions={<DecideButton service={service} kind="outbox" decision="redrive" event={event} />}
    />
  );
}
