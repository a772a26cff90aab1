import { Box } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useFormat } from '../format/use-format';
import { type Leaf, leavesBeyond } from './value-lines';

interface Props {
  resource?: string;
  field: string;
  value: unknown;
  /** What it is compared with: of a nested value only what differs is shown. */
  other: unknown;
  /** What is shown where there is nothing. */
  empty: string;
}

/** A value of any field as a person reads it; of a nested one a line for each part that differs. */
export function ValueText({ resource, field, value, other, empty }: Props) {
  const translate = useTranslate();
  const plain = usePlain();
  if (value === null || value === undefined || value === '') return <>{empty}</>;
  // Its label is “State”, which yes and no do not answer.
  if (field === 'isActive') return <>{translate(value ? 'states.active' : 'states.inactive')}</>;
  if (typeof value !== 'object') return <>{plain(value)}</>;
  const leaves = leavesBeyond(field, value, other);
  if (leaves.length === 0) return <>{Object.keys(value).length === 0 ? empty : '–'}</>;
  const name = ({ field: path, numbers }: Leaf) => {
    const label = translate(`resources.${resource}.fields.${path}`, { _: path.split('.').at(-1) });
    return numbers.length > 0 ? `${numbers.join('.')}. ${label}` : label;
  };
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {leaves.map((leaf) => (
        <li key={`${leaf.field} ${leaf.numbers.join('.')}`}>
          {leaf.field === field
            ? plain(leaf.value)
            : translate('common.labelled', { label: name(leaf), value: plain(leaf.value) })}
        </li>
      ))}
    </Box>
  );
}

function usePlain() {
  const translate = useTranslate();
  const { dayOrTime } = useFormat();
  return (value: unknown): string => {
    if (typeof value === 'boolean') return translate(value ? 'ra.boolean.true' : 'ra.boolean.false');
    const text = String(value);
    return /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) ? dayOrTime(text) : text;
  };
}
