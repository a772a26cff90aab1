import { Box, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useFormat } from '../format/use-format';
import type { Price, Step } from './price';
import { RuleLink } from './rule-link';
import { nameInStep, stepWords } from './step-words';
import { useSay } from './use-say';

/** How a price came about, in order: what matched, what did not and why, and every amount. */
export function TraceList({ price: { trace, appliedRules, calculation } }: { price: Price }) {
  const translate = useTranslate();
  const { money } = useFormat();
  const { currency } = calculation;
  const names = new Map(appliedRules.map(({ ruleId, name }) => [ruleId, name]));
  return (
    <Box
      component="ol"
      aria-label={translate('resources.quotes.trace')}
      sx={{ typography: 'body2', pl: 3.5, my: 0, '& li': { mb: 1, overflowWrap: 'anywhere' } }}
    >
      {trace.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own, and their order is fixed
        <li key={index}>
          <Sentence step={step} currency={currency} />
          {['surcharge', 'discount'].includes(step.code) && step.ruleId !== undefined && (
            <>
              {' – '}
              <RuleLink id={step.ruleId} name={names.get(step.ruleId)} />
            </>
          )}
          {step.amount !== undefined && (
            <Typography variant="body2" component="strong" sx={{ fontWeight: 700, whiteSpace: 'nowrap' }}>
              {` → ${money(step.amount, currency)}`}
            </Typography>
          )}
        </li>
      ))}
    </Box>
  );
}

/** Stands for the rule's name while the sentence is put together; no name can contain it. */
const NAME = '\u0000';

/** A step in words; where it names a rule, the name is the link to it. */
function Sentence({ step, currency }: { step: Step; currency: string }) {
  const say = useSay(currency);
  const name = nameInStep(step);
  if (name === undefined || step.ruleId === undefined) return <>{stepWords(step, say)}</>;
  const marked = stepWords(step, { ...say, translate: (key, args) => say.translate(key, { ...args, name: NAME }) });
  const [before, after] = marked.split(NAME);
  return (
    <>
      {before}
      <RuleLink id={step.ruleId} name={name} />
      {after}
    </>
  );
}
