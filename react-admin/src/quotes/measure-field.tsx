import { useFieldValue } from 'ra-core';
import { useFormat } from '../format/use-format';

interface Props {
  source: string;
  unit: string;
  label?: string;
}

/** A measure of a record with its unit; a dash where there is none. */
export function MeasureField({ source, unit }: Props) {
  const value = useFieldValue<Record<string, number | undefined>>({ source });
  const { decimal } = useFormat();
  return <span>{value === undefined ? '–' : `${decimal(value)} ${unit}`}</span>;
}
