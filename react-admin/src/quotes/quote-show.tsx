import { Box } from '@mui/material';
import { useRecordContext } from 'ra-core';
import type { Records } from '../api/records';
import { searchOf } from '../calculator/shipment';
import { DateTimeField } from '../format/date-time-field';
import { MoneyField } from '../format/money-field';
import { TextOrDash } from '../format/text-or-dash';
import { Details } from '../records/details';
import { ReferenceLink } from '../records/record-link';
import { Section } from '../records/section';
import { ShowPage } from '../records/show-page';
import { AppliedRules } from './applied-rules';
import { DimensionsField } from './dimensions-field';
import { LaneField } from './lane-field';
import { MeasureField } from './measure-field';
import { PriceLines } from './price-lines';
import { ToCalculator } from './to-calculator';
import { TraceList } from './trace-list';

const label = (field: string) => `resources.quotes.fields.${field}`;

export default function QuoteShow() {
  return (
    <ShowPage readOnly actions={<Again />}>
      <Details>
        <MoneyField source="calculation.total" currency="calculation.currency" label={label('total')} />
        <DateTimeField source="calculatedAt" />
        <ReferenceLink source="request.carrierId" resource="carriers" label={label('carrierId')} />
        <TextOrDash source="request.serviceType" label={label('serviceType')} />
        <LaneField label={label('lane')} />
        <ReferenceLink source="request.customerId" resource="customers" label={label('customerId')} />
        <TextOrDash source="request.customerType" label={label('customerType')} />
        <MeasureField source="request.weight" unit="kg" label={label('weight')} />
        <DimensionsField label={label('dimensions')} />
        <MeasureField source="request.distance" unit="km" label={label('distance')} />
        <TextOrDash source="ruleSetVersion" />
        <TextOrDash source="requestId" />
      </Details>
      <Price />
    </ShowPage>
  );
}

/** The same shipment in the calculator, at the prices of today. */
function Again() {
  const record = useRecordContext<Records['quotes']>();
  return record && <ToCalculator label="resources.quotes.again" search={searchOf(record.request).toString()} />;
}

function Price() {
  const quote = useRecordContext<Records['quotes']>();
  if (!quote) return null;
  return (
    <Box
      sx={{ display: 'grid', columnGap: 4, gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' } }}
    >
      <Box>
        <Section title="resources.quotes.price">
          <PriceLines price={quote} />
        </Section>
        <Section title="resources.quotes.applied">
          <AppliedRules rules={quote.appliedRules} />
        </Section>
      </Box>
      <Section title="resources.quotes.trace">
        <TraceList price={quote} />
      </Section>
    </Box>
  );
}
