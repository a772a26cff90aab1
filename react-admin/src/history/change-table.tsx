import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { useResourceContext, useTranslate, useTranslateLabel } from 'ra-core';
import { ValueText } from '../records/value-text';
import type { FieldChange } from './history-entry';

/** What a change made of each field. */
export function ChangeTable({ changes }: { changes: FieldChange[] }) {
  const translate = useTranslate();
  const label = useTranslateLabel();
  const resource = useResourceContext();
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
              <TableCell sx={{ whiteSpace: 'pre-line' }}>
                <ValueText resource={resource} field={field} value={from} other={to} empty="–" />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'pre-line' }}>
                <ValueText resource={resource} field={field} value={to} other={from} empty="–" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
