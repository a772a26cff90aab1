import { InputAdornment } from '@mui/material';
import { useTranslate, type Validator } from 'ra-core';
import { TextInput } from 'react-admin';
import { decimalSeparator, isDecimal, shownDecimal, typedDecimal } from './decimal';
import { useFormat } from './use-format';

interface Props {
  source: string;
  label?: string;
  helperText?: string;
  /** Shown behind the number: kg, EUR, %. */
  unit?: string;
  validate?: Validator[];
}

/** An amount or a measure. The form holds decimal text with a dot; the reader writes and sees their own separator. */
export function DecimalInput({ unit, validate = [], ...props }: Props) {
  const translate = useTranslate();
  const { locale } = useFormat();
  const separator = decimalSeparator(locale);
  const decimal = (value: string | number | null | undefined) =>
    value === null || value === undefined || value === '' || isDecimal(value)
      ? undefined
      : translate('records.notDecimal', { example: `12${separator}5` });
  return (
    <TextInput
      {...props}
      format={(value: string | number | null | undefined) => shownDecimal(value, separator)}
      parse={typedDecimal}
      validate={[...validate, decimal]}
      slotProps={{
        htmlInput: { inputMode: 'decimal', autoComplete: 'off' },
        input: { endAdornment: unit && <InputAdornment position="end">{unit}</InputAdornment> },
      }}
    />
  );
}
