import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { useFormat } from '../format/use-format';

/** When a rule holds: days in UTC, both included, or instants. */
export function ValidityField(_: { source?: string; label?: string }) {
  const record = useRecordContext<Records['pricing-rules']>();
  const translate = useTranslate();
  const { dayOrTime } = useFormat();
  if (!record) return null;
  const { validFrom, validTo } = record;
  const words = (key: string) => `resources.pricing-rules.validity.${key}`;
  if (validFrom && validTo)
    return <span>{translate(words('between'), { from: dayOrTime(validFrom), to: dayOrTime(validTo) })}</span>;
  if (validFrom) return <span>{translate(words('from'), { from: dayOrTime(validFrom) })}</span>;
  if (validTo) return <span>{translate(words('to'), { to: dayOrTime(validTo) })}</span>;
  return <span>{translate(words('always'))}</span>;
}
