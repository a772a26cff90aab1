import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { mismatchWords } from '../quotes/mismatch-words';
import type { Candidate } from '../quotes/price';
import { RuleLink } from '../quotes/rule-link';
import { useSay } from '../quotes/use-say';

interface Props {
  /** Those that failed the fewest conditions first. */
  candidates: Candidate[];
  /** How many rules there are; not all are told. */
  count: number;
}

const AT_FIRST = 8;

/** Why each rule does not apply: the nearest first, because those are the ones to change. */
export function FailedRules({ candidates, count }: Props) {
  const translate = useTranslate();
  const say = useSay();
  const [all, setAll] = useState(false);
  if (count === 0) return <Typography sx={{ mt: 2 }}>{translate('calculator.noRules')}</Typography>;
  const shown = all ? candidates : candidates.slice(0, AT_FIRST);
  return (
    <Box component="section" aria-label={translate('calculator.failed')} sx={{ mt: 2 }}>
      <Typography variant="subtitle1" component="h2" sx={{ fontWeight: 600 }}>
        {translate('calculator.failed')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {translate('calculator.failedCount', { shown: shown.length, count })}
      </Typography>
      <Box component="ul" sx={{ pl: 3, '& > li': { mb: 1, overflowWrap: 'anywhere' } }}>
        {shown.map(({ ruleId, name, mismatches }) => (
          <li key={ruleId}>
            <RuleLink id={ruleId} name={name} />
            {mismatches.map((mismatch) => (
              <Typography key={mismatch.condition} variant="body2">
                {mismatchWords(mismatch, say)}
              </Typography>
            ))}
          </li>
        ))}
      </Box>
      {!all && candidates.length > AT_FIRST && (
        <Button onClick={() => setAll(true)}>{translate('calculator.showAll', { count: candidates.length })}</Button>
      )}
    </Box>
  );
}
