import { TextInput } from 'react-admin';
import { dayOfEnd, dayOfStart, endOfDay, startOfDay } from '../format/local-days';

interface Props {
  source: string;
  label?: string;
  /** Which end of a span it is: a last day still counts as a whole. */
  end: 'first' | 'last';
  alwaysOn?: boolean;
  defaultValue?: unknown;
}

/** A day of the reader's, for a filter of the service that takes an instant. */
export function DayFilter({ end, ...props }: Props) {
  return (
    <TextInput
      {...props}
      type="date"
      format={end === 'first' ? dayOfStart : dayOfEnd}
      parse={end === 'first' ? startOfDay : endOfDay}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
