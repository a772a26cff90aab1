import { Alert, Box, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { hidden } from '../format/hidden';
import { useFormat } from '../format/use-format';
import type { Candidate } from '../quotes/price';
import { PriceLines } from '../quotes/price-lines';
import { TraceList } from '../quotes/trace-list';
import { Section } from '../records/section';
import { FailedRules } from './failed-rules';
import { SaveQuote } from './save-quote';
import type { Shipment } from './shipment';
import type { PriceAnswer } from './use-price';

interface Props {
  shipment?: Shipment;
  /** Fields that are needed before anything can be asked. */
  missing: string[];
  answer: PriceAnswer;
}

/** The price, how it adds up and why; or why there is none. */
export function PriceResult({ shipment, missing, answer: { price, stale, error, waiting } }: Props) {
  const translate = useTranslate();
  const { money } = useFormat();
  const total = price && money(price.calculation.total, price.calculation.currency);
  const candidates = error?.body?.candidates as Candidate[] | undefined;
  const current = total && !stale && !error;
  return (
    <Box component="section" aria-label={translate('calculator.price')}>
      <Box aria-live="polite" role="status" sx={hidden}>
        {current && translate('calculator.spoken', { total })}
      </Box>
      <Box sx={{ height: 4 }}>{waiting && <LinearProgress aria-label={translate('calculator.waiting')} />}</Box>
      {missing.length > 0 && (
        <Alert severity="info" role="note">
          {translate('calculator.missing', {
            fields: missing.map((field) => translate(`calculator.fields.${field}`)).join(', '),
          })}
        </Alert>
      )}
      {error && <Alert severity="warning">{error.message}</Alert>}
      {candidates && <FailedRules candidates={candidates} count={error?.body?.candidateCount ?? candidates.length} />}
      {price && !error && (
        <Box sx={{ opacity: stale ? 0.6 : 1 }} data-stale={stale} aria-busy={stale}>
          <Typography variant="body2" component="h2" sx={{ mt: 1 }}>
            {translate(stale ? 'calculator.before' : 'calculator.total')}
          </Typography>
          <Typography variant="h3" component="p" sx={{ mb: 1, fontVariantNumeric: 'tabular-nums' }}>
            {total}
          </Typography>
          <PriceLines price={price} />
          <SaveQuote shipment={stale ? undefined : shipment} />
          <Section title="resources.quotes.trace">
            <TraceList price={price} />
          </Section>
        </Box>
      )}
    </Box>
  );
}
