import { Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { CarrierInput } from '../carriers/carrier-input';
import { ServiceInput } from '../carriers/service-input';
import { CustomerInput } from '../customers/customer-input';
import { CustomerTypeInput } from '../customers/customer-type-input';
import { CountryInput } from '../format/country-input';
import { DecimalInput } from '../format/decimal-input';
import { Columns } from '../records/columns';
import { PrefixesInput } from '../records/prefixes-input';
import { Section } from '../records/section';

const words = (key: string) => `resources.pricing-rules.${key}`;

/** When the rule applies. */
export function ConditionInputs() {
  const translate = useTranslate();
  return (
    <Section title={words('matches')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate(words('matchesHelp'))}
      </Typography>
      <Columns>
        <CarrierInput source="conditions.carrierId" label={words('fields.conditions.carrierId')} />
        <ServiceInput source="conditions.serviceType" carrierSource="conditions.carrierId" />
      </Columns>
      <Columns>
        <DecimalInput source="conditions.weightRange.min" helperText={words('rangeHelp')} />
        <DecimalInput source="conditions.weightRange.max" />
        <DecimalInput source="conditions.distanceRange.min" helperText={words('distanceHelp')} />
        <DecimalInput source="conditions.distanceRange.max" />
      </Columns>
      <Columns>
        <CountryInput source="conditions.originCountry" />
        <CountryInput source="conditions.destinationCountry" />
      </Columns>
      <PrefixesInput source="conditions.destinationPostcodePrefixes" helperText={words('prefixHelp')} />
      <Columns>
        <CustomerTypeInput source="conditions.customerType" helperText={words('typeHelp')} />
        <CustomerInput source="conditions.customerId" label={words('fields.conditions.customerId')} />
      </Columns>
    </Section>
  );
}
