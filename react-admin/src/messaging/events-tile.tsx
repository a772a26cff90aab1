import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { SERVICES, type ServiceName } from '../api/services';
import { Tile } from '../dashboard/tile';
import { Unread } from '../dashboard/unread';
import { readingOf } from '../dashboard/use-reading';
import { useFormat } from '../format/use-format';
import { type ServiceEvents, useFleetEvents } from './use-fleet-events';

/** What waits and what failed, by service; the names lead to the events, of which those of `shown` are on the page. */
export function EventsTile({ shown }: { shown?: ServiceName }) {
  const translate = useTranslate();
  const queries = useFleetEvents();
  return (
    <Tile title="dashboard.messaging" to={shown ? undefined : '/messaging'} wide {...readingOf(queries)}>
      <TableContainer>
        <Table size="small" aria-label={translate('dashboard.messaging')}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('dashboard.service')}</TableCell>
              {['pending', 'lag', 'dead'].map((column) => (
                <TableCell key={column} align="right">
                  {translate(`dashboard.${column}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {SERVICES.map((service, index) => (
              <TableRow key={service}>
                <TableCell component="th" scope="row">
                  <Link
                    to={`/messaging?service=${service}`}
                    aria-current={service === shown ? 'page' : undefined}
                    sx={service === shown ? { fontWeight: 700 } : undefined}
                  >
                    {service}
                  </Link>
                </TableCell>
                <Numbers service={service} query={queries[index] as UseQueryResult<ServiceEvents>} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Tile>
  );
}

function Numbers({ service, query: { data, error } }: { service: string; query: UseQueryResult<ServiceEvents> }) {
  const { number, duration } = useFormat();
  if (error)
    return (
      <TableCell colSpan={3}>
        <Unread service={service} error={error} />
      </TableCell>
    );
  return (
    <>
      <TableCell align="right">{data && number(data.pending)}</TableCell>
      <TableCell align="right">{data && (data.pending > 0 ? duration(data.lagSeconds) : '–')}</TableCell>
      <TableCell align="right" sx={data?.failed ? { color: 'error.main', fontWeight: 700 } : undefined}>
        {data && number(data.failed)}
      </TableCell>
    </>
  );
}
