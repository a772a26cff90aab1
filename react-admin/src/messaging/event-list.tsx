import { Box, Button, List, ListItem, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type ReactNode, useId, useState } from 'react';
import type { Paging } from '../api/fleet';
import type { ServiceName } from '../api/services';
import { Unread } from '../dashboard/unread';

interface Page<E> {
  data: E[];
  meta: { page: number; total: number; totalPages: number };
}

interface Props<E> {
  title: string;
  /** Key of what is said when there are none. */
  empty: string;
  service: ServiceName;
  kind: 'outbox' | 'dead-letters';
  read(service: ServiceName, paging: Paging, signal: AbortSignal): Promise<Page<E>>;
  card(event: E): ReactNode;
}

const AT_ONCE = 20;
const EVERY_MS = 5000;

/** The events of one kind at one service, the oldest first, as they come and go. */
export function EventList<E extends { id: number }>({ title, empty, service, kind, read, card }: Props<E>) {
  const translate = useTranslate();
  const id = useId();
  const [page, setPage] = useState(1);
  const { data, error } = useQuery({
    queryKey: ['messaging', service, kind, page],
    queryFn: ({ signal }) => read(service, { page, limit: AT_ONCE }, signal),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
  const { total = 0, totalPages = 0 } = data?.meta ?? {};
  // The last event of the last page is gone.
  if (data && page > 1 && page > totalPages) setPage(Math.max(totalPages, 1));
  const before = (page - 1) * AT_ONCE;
  return (
    <section aria-labelledby={id}>
      <Typography id={id} component="h2" variant="h6">
        {title}
      </Typography>
      {error && <Unread service={service} error={error} />}
      {!data && !error && <Typography role="status">{translate('ra.page.loading')}</Typography>}
      {data && total === 0 && <Typography sx={{ color: 'text.secondary' }}>{translate(empty)}</Typography>}
      <List disablePadding aria-labelledby={id}>
        {data?.data.map((event) => (
          <ListItem key={event.id} disableGutters sx={{ display: 'block' }}>
            {card(event)}
          </ListItem>
        ))}
      </List>
      {totalPages > 1 && (
        <Box component="nav" aria-labelledby={id} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
            {translate('ra.navigation.previous')}
          </Button>
          <Typography variant="body2">
            {translate('ra.navigation.page_range_info', {
              offsetBegin: before + 1,
              offsetEnd: Math.min(before + AT_ONCE, total),
              total,
            })}
          </Typography>
          <Button disabled={page >= totalPages} onClick={() => setPage(page + 1)}>
            {translate('ra.navigation.next')}
          </Button>
        </Box>
      )}
    </section>
  );
}
