import { Box, Checkbox, FormControlLabel } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { TextInput } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { type Bound, fromLocal, isInstant, toDay, toInstant, toLocal } from './validity';

const words = (key: string) => `resources.pricing-rules.${key}`;

/** From when or until when a rule holds: a day, or an instant for who needs one. */
export function ValidityInput({ source }: { source: Bound }) {
  const translate = useTranslate();
  const { setValue } = useFormContext();
  const value = useWatch({ name: source }) as string | null | undefined;
  // Not read off the value: one that is just being typed is none, and its input must not be taken away.
  const [instant, setInstant] = useState(isInstant(value));
  useEffect(() => {
    if (value) setInstant(isInstant(value));
  }, [value]);
  const side = source === 'validFrom' ? 'from' : 'to';
  const change = (checked: boolean) => {
    setInstant(checked);
    if (value) setValue(source, checked ? toInstant(value, source) : toDay(value, source), { shouldDirty: true });
  };
  return (
    <Box>
      {instant ? (
        <TextInput
          source={source}
          type="datetime-local"
          format={toLocal}
          parse={fromLocal}
          helperText={words(`validity.${side}TimeHelp`)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      ) : (
        <TextInput
          source={source}
          type="date"
          format={(day: string | null) => day ?? ''}
          parse={(day: string) => day || null}
          helperText={words(`validity.${side}Help`)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      )}
      <FormControlLabel
        label={translate(words('validity.atTime'), { label: translate(words(`fields.${source}`)) })}
        control={<Checkbox size="small" checked={instant} onChange={(_, checked) => change(checked)} />}
      />
    </Box>
  );
}
