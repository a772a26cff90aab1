import { Box, Card, CardContent } from '@mui/material';
import { Form, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Title } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';
import { PriceResult } from './price-result';
import { readShipment, type ShipmentValues, valuesOf } from './shipment';
import { ShipmentInputs } from './shipment-inputs';
import { TotalBar } from './total-bar';
import { useAddress } from './use-address';
import { useFieldErrors } from './use-field-errors';
import { usePrice } from './use-price';

/** What a shipment costs, as it is typed; the address keeps the shipment. */
export default function CalculatorPage() {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const [defaultValues] = useState(() => valuesOf(search));
  return (
    <>
      <Title title={translate('calculator.title')} />
      {/* Nothing is submitted: a price is asked for as the form changes. */}
      <Form defaultValues={defaultValues} mode="onChange" noValidate onSubmit={() => undefined}>
        <Calculator />
      </Form>
    </>
  );
}

function Calculator() {
  const values = useWatch() as ShipmentValues;
  useAddress(values);
  const reading = readShipment(values);
  const shipment = 'shipment' in reading ? reading.shipment : undefined;
  const answer = usePrice(shipment);
  useFieldErrors(answer.error);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        mt: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Card>
        <CardContent>
          <ShipmentInputs />
        </CardContent>
      </Card>
      <Card sx={{ position: { md: 'sticky' }, top: { md: 64 } }}>
        <CardContent>
          <PriceResult shipment={shipment} missing={'missing' in reading ? reading.missing : []} answer={answer} />
        </CardContent>
      </Card>
      <TotalBar answer={answer} />
    </Box>
  );
}
