import { useMemo } from 'react';
import { AutocompleteInput, type AutocompleteInputProps } from 'react-admin';
import { countryChoices } from './countries';
import { useFormat } from './use-format';

/** A country by its name in the reader's language, kept as its ISO 3166 code. */
export function CountryInput(props: Partial<AutocompleteInputProps> & { source: string; alwaysOn?: boolean }) {
  const { locale } = useFormat();
  const choices = useMemo(() => countryChoices(locale), [locale]);
  const { alwaysOn: _alwaysOn, ...rest } = props;
  return <AutocompleteInput {...rest} choices={choices} />;
}
