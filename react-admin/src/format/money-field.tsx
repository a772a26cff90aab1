import { useFieldValue } from 'ra-core';
import { useFormat } from './use-format';

interface Props {
  source: string;
  /** The field with the currency. */
  currency: string;
  label?: string;
}

/** An amount of a record in its currency; a dash where there is none. */
export function MoneyField({ source, currency }: Props) {
  const amount = useFieldValue<Record<string, string | undefined>>({ source });
  const code = useFieldValue<Record<string, string>>({ source: currency });
  const { money } = useFormat();
  return <span style={{ whiteSpace: 'nowrap' }}>{amount && code ? money(amount, code) : '–'}</span>;
}
