import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { hidden } from '../format/hidden';
import { useFormat } from '../format/use-format';
import { type Line, linesOf } from './lines';
import type { Price } from './price';
import { RuleLink } from './rule-link';

const words = (key: string) => `resources.quotes.lines.${key}`;

/** What the total is made of, line by line. */
export function PriceLines({ price: { calculation, appliedRules } }: { price: Price }) {
  const translate = useTranslate();
  const { money } = useFormat();
  const { currency, total } = calculation;
  const names = new Map(appliedRules.map(({ ruleId, name }) => [ruleId, name]));
  return (
    <Table size="small" aria-label={translate('resources.quotes.price')}>
      <TableHead sx={hidden}>
        <TableRow>
          <TableCell>{translate(words('what'))}</TableCell>
          <TableCell>{translate(words('amount'))}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {linesOf(calculation).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rules may give lines that are alike, and their order is fixed
          <TableRow key={index}>
            <TableCell component="th" scope="row" sx={{ pl: 0 }}>
              <LineName line={line} names={names} />
            </TableCell>
            <Amount text={money(line.amount, currency)} bold={line.kind === 'subtotal'} />
          </TableRow>
        ))}
        <TableRow>
          <TableCell component="th" scope="row" sx={{ pl: 0, fontWeight: 700 }}>
            {translate(words('total'))}
          </TableCell>
          <Amount text={money(total, currency)} bold />
        </TableRow>
      </TableBody>
    </Table>
  );
}

function Amount({ text, bold }: { text: string; bold: boolean }) {
  return (
    <TableCell
      align="right"
      sx={{ pr: 0, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', fontWeight: bold ? 700 : undefined }}
    >
      {text}
    </TableCell>
  );
}

function LineName({ line: { kind, modifier }, names }: { line: Line; names: Map<number, string> }) {
  const translate = useTranslate();
  const { decimal } = useFormat();
  if (!modifier) return <>{translate(words(kind))}</>;
  const { type, percentage, ruleId } = modifier;
  return (
    <>
      {translate(words(kind), { type })}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {percentage !== undefined && `${translate(words('percent'), { percentage: decimal(percentage) })} · `}
        <RuleLink id={ruleId} name={names.get(ruleId)} />
      </Typography>
    </>
  );
}
