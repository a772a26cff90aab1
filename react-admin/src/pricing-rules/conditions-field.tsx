import { Chip, Stack } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import type { Records } from '../api/records';
import { countryName } from '../format/countries';
import { useFormat } from '../format/use-format';
import { RecordLink } from '../records/record-link';
import { Facts } from './facts';
import { rangeWords } from './range-words';

/** What a rule matches, one line for each condition that it has. */
export function ConditionsField() {
  const record = useRecordContext<Records['pricing-rules']>();
  const translate = useTranslate();
  const { locale, decimal } = useFormat();
  if (!record) return null;
  const { conditions } = record;
  const range = (value: { min?: number; max?: number }, unit: string) => {
    const { key, args } = rangeWords(value, unit, decimal);
    return translate(`resources.pricing-rules.range.${key}`, args);
  };
  const facts: [field: string, value: ReactNode][] = [
    ['carrierId', conditions.carrierId && <RecordLink resource="carriers" id={conditions.carrierId} />],
    ['serviceType', conditions.serviceType],
    ['weightRange', conditions.weightRange && range(conditions.weightRange, 'kg')],
    ['distanceRange', conditions.distanceRange && range(conditions.distanceRange, 'km')],
    ['originCountry', conditions.originCountry && countryName(locale, conditions.originCountry)],
    ['destinationCountry', conditions.destinationCountry && countryName(locale, conditions.destinationCountry)],
    ['destinationPostcodePrefixes', <Prefixes key="prefixes" of={conditions.destinationPostcodePrefixes} />],
    ['customerType', conditions.customerType],
    ['customerId', conditions.customerId && <RecordLink resource="customers" id={conditions.customerId} />],
  ];
  const given = facts.filter(([field]) => conditions[field as keyof typeof conditions] !== undefined);
  if (given.length === 0) return <span>{translate('resources.pricing-rules.everything')}</span>;
  return (
    <Facts
      label={translate('resources.pricing-rules.matches')}
      facts={given.map(([field, value]) => [translate(`resources.pricing-rules.fields.conditions.${field}`), value])}
    />
  );
}

function Prefixes({ of = [] }: { of?: string[] }) {
  return (
    <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 0.5 }}>
      {of.map((prefix) => (
        <Chip key={prefix} size="small" label={prefix} />
      ))}
    </Stack>
  );
}
