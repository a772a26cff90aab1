import { useRecordContext } from 'ra-core';
import type { Records } from '../api/records';
import { useFormat } from '../format/use-format';

/** Length × width × height of a quote's parcel; a dash where they were not given. */
export function DimensionsField(_: { label?: string }) {
  const dimensions = useRecordContext<Records['quotes']>()?.request.dimensions;
  const { decimal } = useFormat();
  if (!dimensions) return <span>–</span>;
  const { length, width, height } = dimensions;
  return <span>{`${[length, width, height].map(decimal).join(' × ')} cm`}</span>;
}
