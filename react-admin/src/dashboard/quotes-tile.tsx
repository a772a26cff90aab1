import type { pricingApi } from '@hybrid-fleet/contracts';
import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { call } from '../api/http';
import { useFormat } from '../format/use-format';
import { BarChart } from './bar-chart';
import { Tile } from './tile';
import { Unread } from './unread';
import { useReading } from './use-reading';

/** UTC days, the oldest first; those without quotes too. */
type PerDay = pricingApi.components['schemas']['QuotesPerDay'];

const DAYS = 30;

export function QuotesTile() {
  const { query, reading } = useReading(['quotes-per-day'], ({ signal }) =>
    call<PerDay>('/api/v1/pricing/calculations/per-day', { query: { days: DAYS }, signal }),
  );
  return (
    <Tile title="dashboard.quotesPerDay" to="/quotes" wide {...reading}>
      {query.error && <Unread service="pricing-service" error={query.error} />}
      {query.data && <Quotes days={query.data.days} />}
    </Tile>
  );
}

function Quotes({ days }: PerDay) {
  const translate = useTranslate();
  const { day, number } = useFormat();
  const total = days.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return <Typography>{translate('dashboard.noQuotes', { days: days.length })}</Typography>;
  const summary = translate('dashboard.quotesSummary', { total: number(total), days: days.length });
  return (
    <>
      <Typography variant="body2">{summary}</Typography>
      <BarChart
        bars={days.map((entry) => ({ label: day(entry.day), value: entry.count }))}
        label={`${translate('dashboard.quotesPerDay')}: ${summary}`}
        number={number}
      />
      <details>
        <summary>{translate('dashboard.quotesTable')}</summary>
        <TableContainer sx={{ maxHeight: 320 }} tabIndex={0}>
          <Table size="small" sx={{ maxWidth: 400 }} aria-label={translate('dashboard.quotesPerDay')}>
            <TableHead>
              <TableRow>
                <TableCell>{translate('dashboard.day')}</TableCell>
                <TableCell align="right">{translate('dashboard.quotes')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {days.map((entry) => (
                <TableRow key={entry.day}>
                  <TableCell component="th" scope="row">
                    <time dateTime={entry.day}>{day(entry.day)}</time>
                  </TableCell>
                  <TableCell align="right">{number(entry.count)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      </details>
    </>
  );
}
