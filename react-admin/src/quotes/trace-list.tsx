import { Box, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useFormat } from '../format/use-format';
import type { Price } from './price';
import { RuleLink } from './rule-link';
import { nameInStep, stepWords } from './step-words';
import { useSay } from './use-say';

/** How a price came about, in order: what matched, what did not and why, and every amount. */
export function TraceList({ price: { trace, appliedRules, calculation } }: { price: Price }) {
  const translate = useTranslate();
  const { money } = useFormat();
  const { currency } = calculation;
  const say = useSay(currency);
  const names = new Map(appliedRules.map(({ ruleId, name }) => [ruleId, name]));
  return (
    <Box
      component="ol"
      aria-label={translate('resources.quotes.trace')}
      sx={{ pl: 3, my: 0, '& li': { mb: 1, overflowWrap: 'anywhere' } }}
    >
      {trace.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own, and their order is fixed
        <li key={index}>
          <Typography variant="body2" component="span">
            {stepWords(step, say)}
            {step.amount !== undefined && (
              <>
                {' → '}
                <strong style={{ whiteSpace: 'nowrap' }}>{money(step.amount, currency)}</strong>
              </>
            )}
          </Typography>
          {step.ruleId !== undefined && (
            <Typography variant="caption" component="div">
              <RuleLink id={step.ruleId} name={nameInStep(step) ?? names.get(step.ruleId)} />
            </Typography>
          )}
        </li>
      ))}
    </Box>
  );
}
