import { Paper, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useFormat } from '../format/use-format';
import type { PriceAnswer } from './use-price';

/**
 * The total at the lower edge of a phone, where the whole result lies below the form and out of sight. For eyes alone:
 * the result announces itself to screen readers.
 */
export function TotalBar({ answer: { price, stale, error } }: { answer: PriceAnswer }) {
  const translate = useTranslate();
  const { money } = useFormat();
  if (!price || error) return null;
  const { total, currency } = price.calculation;
  return (
    <Paper
      aria-hidden
      elevation={8}
      sx={{
        display: { xs: 'flex', md: 'none' },
        position: 'sticky',
        bottom: 0,
        zIndex: 'appBar',
        justifyContent: 'space-between',
        alignItems: 'baseline',
        px: 2,
        py: 1,
      }}
    >
      <Typography variant="body2">{translate(stale ? 'calculator.before' : 'calculator.total')}</Typography>
      <Typography variant="h6" component="span" sx={{ opacity: stale ? 0.6 : 1, fontVariantNumeric: 'tabular-nums' }}>
        {money(total, currency)}
      </Typography>
    </Paper>
  );
}
