import { Typography } from '@mui/material';
import { required, useSourceContext, useTranslate } from 'ra-core';
import { SelectInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { DecimalInput } from '../format/decimal-input';
import { Columns } from '../records/columns';
import { ItemsInput } from '../records/items-input';
import { Section } from '../records/section';
import { SuggestedTextInput } from '../records/suggested-text-input';
import { type Kind, kindOf } from './rule-values';

interface Props {
  of: 'surcharges' | 'discounts';
  /** Usual names. */
  suggestions: string[];
  currency?: string;
}

const words = (key: string) => `resources.pricing-rules.${key}`;

const KINDS: { id: Kind; name: string }[] = [
  { id: 'amount', name: words('kinds.amount') },
  { id: 'percentage', name: words('kinds.percentage') },
];

/** Surcharges or discounts: each a fixed amount or a percentage. */
export function ModifiersInput({ of, suggestions, currency }: Props) {
  const translate = useTranslate();
  const field = `fields.pricing.${of}`;
  return (
    <Section title={words(field)}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate(words('modifiersHelp'))}
      </Typography>
      <ItemsInput source={`pricing.${of}`} add={words(of === 'surcharges' ? 'addSurcharge' : 'addDiscount')}>
        <Columns>
          <SuggestedTextInput
            source="type"
            label={words(`${field}.type`)}
            suggestions={suggestions}
            validate={required()}
          />
          <Value field={field} currency={currency} />
        </Columns>
      </ItemsInput>
    </Section>
  );
}

/** Only the value of the chosen kind is shown; what was typed for the other waits, should the choice change back. */
function Value({ field, currency }: { field: string; currency?: string }) {
  const line = useSourceContext().getSource('');
  const values = useWatch({ name: line }) as Record<string, unknown> | undefined;
  const kind = kindOf(values);
  return (
    <>
      <SelectInput
        source="kind"
        label={words('kind')}
        choices={KINDS}
        format={() => kind}
        validate={required()}
        defaultValue={kind}
      />
      <DecimalInput
        key={kind}
        source={kind}
        label={words(`${field}.${kind}`)}
        unit={kind === 'percentage' ? '%' : currency}
        validate={[required()]}
      />
    </>
  );
}
