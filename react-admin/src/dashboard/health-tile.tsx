import Ok from '@mui/icons-material/CheckCircleOutlined';
import Down from '@mui/icons-material/HighlightOff';
import Warning from '@mui/icons-material/ReportProblemOutlined';
import { Box, Chip, List, ListItem, Typography } from '@mui/material';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type Health, healthOf } from '../api/fleet';
import { SERVICES } from '../api/services';
import { partWords } from './part-words';
import { Tile } from './tile';
import { Unread } from './unread';
import { readingOf } from './use-reading';

const EVERY_MS = 15_000;
const LOOKS = {
  ok: { color: 'success', icon: <Ok /> },
  degraded: { color: 'warning', icon: <Warning /> },
  error: { color: 'error', icon: <Down /> },
} as const;

/** Every service, and every part that it says it needs. A service that says nothing takes no other's line away. */
export function HealthTile() {
  const queries = useQueries({
    queries: SERVICES.map((service) => ({
      queryKey: ['health', service],
      queryFn: ({ signal }: { signal: AbortSignal }) => healthOf(service, signal),
      refetchInterval: EVERY_MS,
    })),
  });
  return (
    <Tile title="dashboard.health" wide {...readingOf(queries)}>
      <List dense disablePadding>
        {SERVICES.map((service, index) => (
          <ListItem key={service} disableGutters divider={index < SERVICES.length - 1} sx={{ display: 'block' }}>
            <Line service={service} query={queries[index] as UseQueryResult<Health>} />
          </ListItem>
        ))}
      </List>
    </Tile>
  );
}

function Line({ service, query: { data, error } }: { service: string; query: UseQueryResult<Health> }) {
  const translate = useTranslate();
  if (error) return <Unread service={service} error={error} />;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
      <Typography sx={{ minWidth: 140 }}>{service}</Typography>
      {data && (
        <>
          <Chip size="small" variant="outlined" {...LOOKS[data.status]} label={translate(`health.${data.status}`)} />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
            {Object.entries(data.parts).map(([name, part]) => (
              <Typography
                key={name}
                variant="body2"
                sx={{ color: part.status === 'up' ? 'text.secondary' : 'error.main', overflowWrap: 'anywhere' }}
              >
                {translate('common.labelled', {
                  label: translate(`health.parts.${name}`, { _: name }),
                  value: translate(`health.${part.status}`),
                })}
                {part.message && ` (${partWords(part.message, translate)})`}
              </Typography>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}
