import { FormHelperText } from '@mui/material';
import { useTranslate } from 'ra-core';
import { TextInput } from 'react-admin';
import { useFormState, useWatch } from 'react-hook-form';
import { CarrierInput } from '../carriers/carrier-input';
import { ServiceInput } from '../carriers/service-input';
import { CustomerInput } from '../customers/customer-input';
import { CustomerTypeInput } from '../customers/customer-type-input';
import { CountryInput } from '../format/country-input';
import { DecimalInput } from '../format/decimal-input';
import { Columns } from '../records/columns';
import { Section } from '../records/section';

const label = (field: string) => `calculator.fields.${field}`;
const textOrNull = (text: string) => text || null;

/** What is sent, by whom, from where to where. */
export function ShipmentInputs() {
  return (
    <>
      <Section title="calculator.service">
        <Columns>
          <CarrierInput source="carrierId" label={label('carrierId')} activeOnly />
          <ServiceInput source="serviceType" label={label('serviceType')} carrierSource="carrierId" />
        </Columns>
      </Section>
      <Section title="calculator.parcel">
        <Columns>
          <DecimalInput source="weight" label={label('weight')} unit="kg" />
          <DecimalInput source="distance" label={label('distance')} unit="km" helperText="calculator.distanceHelp" />
        </Columns>
        <Columns min={110}>
          <DecimalInput source="dimensions.length" label={label('length')} unit="cm" />
          <DecimalInput source="dimensions.width" label={label('width')} unit="cm" />
          <DecimalInput source="dimensions.height" label={label('height')} unit="cm" />
        </Columns>
        <DimensionsProblem />
      </Section>
      <Section title="calculator.way">
        <Columns>
          <CountryInput source="originCountry" label={label('originCountry')} parse={textOrNull} />
          <CountryInput source="destinationCountry" label={label('destinationCountry')} parse={textOrNull} />
          <TextInput source="destinationPostcode" label={label('destinationPostcode')} parse={textOrNull} />
        </Columns>
      </Section>
      <Section title="calculator.customer">
        <Columns>
          <CustomerInput source="customerId" label={label('customerId')} />
          <CustomerType />
        </Columns>
      </Section>
    </>
  );
}

/** A customer has a type already. */
function CustomerType() {
  const customerId = useWatch({ name: 'customerId' }) as number | null;
  return (
    <CustomerTypeInput
      source="customerType"
      label={label('customerType')}
      disabled={Boolean(customerId)}
      helperText={customerId ? 'calculator.typeOfCustomer' : 'calculator.typeHelp'}
      parse={textOrNull}
    />
  );
}

/** What is wrong with the three together: the service speaks of the volume, or of dimensions that it cannot take. */
function DimensionsProblem() {
  const translate = useTranslate();
  const { errors } = useFormState({ name: 'dimensions' });
  const message = errors.dimensions?.message;
  return (
    <FormHelperText error={Boolean(message)} role={message ? 'alert' : undefined}>
      {message ? String(message) : translate('calculator.dimensionsHelp')}
    </FormHelperText>
  );
}
