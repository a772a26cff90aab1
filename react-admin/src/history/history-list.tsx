import { Button, Paper, Stack, Typography } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRecordContext, useResourceContext, useTranslate } from 'ra-core';
import { pathOf } from '../api/actions';
import { call } from '../api/http';
import { useFormat } from '../format/use-format';
import { RecordLink } from '../records/record-link';
import { ChangeTable } from './change-table';
import type { HistoryEntry } from './history-entry';

interface HistoryPage {
  data: HistoryEntry[];
  meta: { page: number; totalPages: number };
}

const AT_ONCE = 20;

/** Who changed the page's record, the newest change first. */
export function HistoryList() {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const translate = useTranslate();
  const history = useInfiniteQuery({
    queryKey: [resource, 'history', record?.id, record?.version],
    enabled: record !== undefined,
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      call<HistoryPage>(pathOf(resource, record?.id as number, 'history'), {
        query: { page: pageParam, limit: AT_ONCE },
        signal,
      }),
    getNextPageParam: ({ meta }) => (meta.page < meta.totalPages ? meta.page + 1 : undefined),
  });
  const entries = history.data?.pages.flatMap(({ data }) => data) ?? [];
  if (history.isLoadingError) return <Typography role="alert">{history.error.message}</Typography>;
  if (history.isPending) return <Typography role="status">{translate('ra.page.loading')}</Typography>;
  return (
    <Stack component="ol" spacing={2} sx={{ listStyle: 'none', p: 0, m: 0, width: '100%' }}>
      {entries.length === 0 && <Typography component="li">{translate('history.empty')}</Typography>}
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
      {history.isFetchNextPageError && (
        <Typography component="li" role="alert">
          {history.error.message}
        </Typography>
      )}
      {history.hasNextPage && (
        <li>
          <Button onClick={() => void history.fetchNextPage()} disabled={history.isFetchingNextPage}>
            {translate('history.older')}
          </Button>
        </li>
      )}
    </Stack>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const translate = useTranslate();
  const { dateTime } = useFormat();
  return (
    <Paper component="li" variant="outlined" sx={{ p: 2 }}>
      <Typography component="h3" variant="subtitle2">
        {translate(`history.actions.${entry.action}`, { _: entry.action })}
        {' · '}
        <time dateTime={entry.createdAt}>{dateTime(entry.createdAt)}</time>
        {' · '}
        <Actor actor={entry.actor} />
      </Typography>
      {entry.changes.length > 0 && <ChangeTable changes={entry.changes} />}
      {entry.requestId && (
        <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {translate('history.request', { id: entry.requestId })}
        </Typography>
      )}
    </Paper>
  );
}

function Actor({ actor: { kind, userId, name } }: { actor: HistoryEntry['actor'] }) {
  const translate = useTranslate();
  if (kind === 'user' && userId) return <RecordLink resource="users" id={userId} />;
  return <>{translate(`history.actors.${kind}`, { name: name ?? '' })}</>;
}
