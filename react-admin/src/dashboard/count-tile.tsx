import { Typography } from '@mui/material';
import { call } from '../api/http';
import type { ServiceName } from '../api/services';
import { useFormat } from '../format/use-format';
import { Tile } from './tile';
import { Unread } from './unread';
import { useReading } from './use-reading';

export interface Count {
  title: string;
  service: ServiceName;
  /** Below /api/v1; answers `{count}`. */
  path: string;
  query?: Record<string, string>;
  /** The list of what is counted. */
  to: string;
}

export function CountTile({ title, service, path, query: filter = {}, to }: Count) {
  const { number } = useFormat();
  const { query, reading } = useReading(['count', path], ({ signal }) =>
    call<{ count: number }>(`/api/v1/${path}`, { query: filter, signal }),
  );
  return (
    <Tile title={title} to={to} {...reading}>
      {query.error && <Unread service={service} error={query.error} />}
      <Typography variant="h4" component="p" sx={{ minHeight: '1.3em' }}>
        {query.data && number(query.data.count)}
      </Typography>
    </Tile>
  );
}
