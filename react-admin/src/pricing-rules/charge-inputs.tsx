import { Typography } from '@mui/material';
import { required, useTranslate } from 'ra-core';
import { useWatch } from 'react-hook-form';
import { CurrencyInput } from '../format/currency-input';
import { DecimalInput } from '../format/decimal-input';
import { Columns } from '../records/columns';
import { ItemsInput } from '../records/items-input';
import { Section } from '../records/section';
import { ModifiersInput } from './modifiers-input';

const words = (key: string) => `resources.pricing-rules.${key}`;

/** What the rule charges. */
export function ChargeInputs() {
  const translate = useTranslate();
  const currency = (useWatch({ name: 'pricing.currency' }) as string | null) ?? undefined;
  return (
    <>
      <Section title={words('charges')}>
        <Columns>
          <DecimalInput
            source="pricing.baseRate"
            unit={currency}
            validate={[required()]}
            helperText={words('baseHelp')}
          />
          <CurrencyInput source="pricing.currency" validate={required()} />
        </Columns>
        <Columns>
          <DecimalInput source="pricing.perKgRate" unit={currency} />
          <DecimalInput source="pricing.perKmRate" unit={currency} />
          <DecimalInput source="pricing.minimumCharge" unit={currency} />
          <DecimalInput source="pricing.maximumCharge" unit={currency} />
        </Columns>
      </Section>
      <Section title={words('fields.pricing.weightBands')}>
        <Typography variant="body2" sx={{ mb: 1 }}>
          {translate(words('bandsHelp'))}
        </Typography>
        <ItemsInput source="pricing.weightBands" add={words('addBand')}>
          <Columns>
            <DecimalInput source="upTo" label={words('fields.pricing.weightBands.upTo')} />
            <DecimalInput
              source="rate"
              label={words('fields.pricing.weightBands.rate')}
              unit={currency}
              validate={[required()]}
            />
          </Columns>
        </ItemsInput>
      </Section>
      <ModifiersInput of="surcharges" suggestions={['fuel', 'island', 'customs', 'peak']} currency={currency} />
      <ModifiersInput of="discounts" suggestions={['vip', 'business', 'volume']} currency={currency} />
    </>
  );
}
