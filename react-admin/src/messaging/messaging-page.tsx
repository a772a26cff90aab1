import { Box, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { Title } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { deadLettersOf, outboxOf } from '../api/fleet';
import { SERVICES } from '../api/services';
import { DeadLetterCard } from './dead-letter-card';
import { EventList } from './event-list';
import { EventsTile } from './events-tile';
import { OutboxCard } from './outbox-card';

/** Events between services: how they go everywhere, and those of one service one by one. */
export default function MessagingPage() {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const service = SERVICES.find((name) => name === search.get('service')) ?? SERVICES[0];
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title="messaging.title" />
      <Typography>{translate('messaging.text')}</Typography>
      <EventsTile shown={service} />
      <EventList
        key={`${service}-dead`}
        title={translate('messaging.of', { service, kind: translate('messaging.deadLetters') })}
        empty="messaging.deadEmpty"
        service={service}
        kind="dead-letters"
        read={deadLettersOf}
        card={(event) => <DeadLetterCard event={event} service={service} />}
      />
      <EventList
        key={`${service}-outbox`}
        title={translate('messaging.of', { service, kind: translate('messaging.outbox') })}
        empty="messaging.outboxEmpty"
        service={service}
        kind="outbox"
        read={outboxOf}
        card={(event) => <OutboxCard event={event} service={service} />}
      />
    </Box>
  );
}
