import { Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import type { Records } from '../api/records';
import { isZero } from '../format/decimal';
import { useFormat } from '../format/use-format';
import { bandRanges } from './band-ranges';
import { Facts } from './facts';
import { rangeWords } from './range-words';

const words = (key: string) => `resources.pricing-rules.${key}`;

/** What a rule charges, one line for each rate, band, bound, surcharge and discount. */
export function ChargesField() {
  const record = useRecordContext<Records['pricing-rules']>();
  const translate = useTranslate();
  const { decimal, money: asMoney } = useFormat();
  if (!record) return null;
  const { pricing } = record;
  const money = (amount: string) => asMoney(amount, pricing.currency);
  const field = (name: string) => translate(words(`fields.pricing.${name}`));
  const facts: [string, ReactNode][] = [[field('baseRate'), money(pricing.baseRate)]];
  const add = (name: string, amount: string | undefined, shown = money) => {
    if (amount !== undefined) facts.push([field(name), shown(amount)]);
  };
  add('perKgRate', pricing.perKgRate, (amount) => translate(words('perKg'), { rate: money(amount) }));
  for (const { range, rate } of bandRanges(pricing.weightBands ?? [])) {
    const { key, args } = rangeWords(range, 'kg', decimal);
    facts.push([translate(words(`range.${key}`), args), money(rate)]);
  }
  add('perKmRate', pricing.perKmRate, (amount) => translate(words('perKm'), { rate: money(amount) }));
  add('minimumCharge', pricing.minimumCharge);
  add('maximumCharge', pricing.maximumCharge);
  for (const kind of ['surcharges', 'discounts'] as const) {
    for (const { type, amount, percentage } of pricing[kind] ?? []) {
      const value = amount === undefined ? `${decimal(percentage ?? '0')} %` : money(amount);
      facts.push([
        translate(`resources.quotes.lines.${kind === 'surcharges' ? 'surcharge' : 'discount'}`, { type }),
        value,
      ]);
    }
  }
  return (
    <>
      {isZero(pricing.baseRate) && <Typography sx={{ mb: 1 }}>{translate(words('additionOnly'))}</Typography>}
      <Facts label={translate(words('charges'))} facts={isZero(pricing.baseRate) ? facts.slice(1) : facts} />
    </>
  );
}
