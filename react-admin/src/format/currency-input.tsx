import { useMemo } from 'react';
import { AutocompleteInput, type AutocompleteInputProps } from 'react-admin';
import { useFormat } from './use-format';

/** A currency by its code or its name in the reader's language, kept as its ISO 4217 code. */
export function CurrencyInput(props: Partial<AutocompleteInputProps> & { source: string; alwaysOn?: boolean }) {
  const { locale } = useFormat();
  const choices = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((id) => ({ id, name: `${id} – ${names.of(id)}` }));
  }, [locale]);
  const { alwaysOn: _alwaysOn, ...rest } = props;
  return <AutocompleteInput {...rest} choices={choices} translateChoice={false} />;
}
