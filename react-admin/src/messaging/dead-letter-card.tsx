import { Chip } from '@mui/material';
import { useTranslate } from 'ra-core';
import type { DeadLetter } from '../api/fleet';
import type { ServiceName } from '../api/services';
import { DecideButton } from './decide-button';
import { EventCard } from './event-card';

/** An event that this service could not apply: it is tried again by itself, or waits for a person. */
export function DeadLetterCard({ event, service }: { event: DeadLetter; service: ServiceName }) {
  const translate = useTranslate();
  const isDead = event.status === 'dead';
  const { source, subject } = event.event as { source?: string; subject?: string };
  return (
    <EventCard
      type={event.type}
      about={[source, subject].filter(Boolean).join(' ') || event.messageId}
      messageId={event.messageId}
      state={
        <Chip
          size="small"
          variant="outlined"
          color={isDead ? 'error' : 'warning'}
          label={translate(isDead ? 'messaging.dead' : 'messaging.retrying')}
        />
      }
      facts={{
        id: event.id,
        attempts: event.attempts,
        firstFailed: event.firstFailedAt,
        lastFailed: event.lastFailedAt,
        next: isDead ? null : event.nextAttemptAt,
      }}
      error={event.error}
      payload={event.event}
      actions={
        <>
          <DecideButton service={service} kind="dead-letters" decision="redrive" event={event} />
          <DecideButton service={service} kind="dead-letters" decision="discard" event={event} />
        </>
      }
    />
  );
}
