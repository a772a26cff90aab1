import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { useResourceContext, useTranslate, useTranslateLabel } from 'ra-core';
import { useFormat } from '../format/use-format';
import type { FieldChange } from './history-entry';

/** What a change made of each field. */
export function ChangeTable({ changes }: { changes: FieldChange[] }) {
  const translate = useTranslate();
  const label = useTranslateLabel();
  const resource = useResourceContext();
  const shown = useShown();
  // Its label is “State”, which yes and no do not answer.
  const state = (isActive: unknown) =>
    typeof isActive === 'boolean' ? translate(isActive ? 'states.active' : 'states.inactive') : shown(isActive);
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('history.field')}</TableCell>
            <TableCell>{translate('history.before')}</TableCell>
            <TableCell>{translate('history.after')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ field, from, to, cut }) => (
            <TableRow key={field} sx={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'break-word' }}>
                {label({ source: field, resource })}
                {cut && ` (${translate('history.cut')})`}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'pre-line' }}>{field === 'isActive' ? state(from) : shown(from)}</TableCell>
              <TableCell sx={{ whiteSpace: 'pre-line' }}>{field === 'isActive' ? state(to) : shown(to)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** A value of any field as text; the parts of nested ones with their names. */
function useShown() {
  const translate = useTranslate();
  const { dateTime } = useFormat();
  return function shown(value: unknown): string {
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'boolean') return translate(value ? 'ra.boolean.true' : 'ra.boolean.false');
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? dateTime(value) : value;
    if (Array.isArray(value)) return value.map(shown).join(value.some(isObject) ? '\n' : ', ') || '–';
    if (isObject(value))
      return parts(value)
        .map(([name, part]) => `${name}: ${shown(part)}`)
        .join(', ');
    return String(value);
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const parts = (value: object) => Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
