import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { useFormat } from '../format/use-format';

const COLUMNS = ['name', 'code', 'days', 'maxWeightKg', 'dimensionalDivisor'] as const;

/** What the page's carrier offers. */
export function ServiceTable() {
  const services = useRecordContext<Records['carriers']>()?.services ?? [];
  const translate = useTranslate();
  const { number } = useFormat();
  if (services.length === 0) return <Typography>{translate('resources.carriers.noServices')}</Typography>;
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            {COLUMNS.map((column) => (
              <TableCell key={column}>
                {translate(column === 'days' ? 'resources.carriers.days' : `resources.carriers.service.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {services.map(({ code, name, minDays, maxDays, maxWeightKg, dimensionalDivisor }) => (
            <TableRow key={code}>
              <TableCell component="th" scope="row">
                {name}
              </TableCell>
              <TableCell>{code}</TableCell>
              <TableCell>{minDays === maxDays ? minDays : `${minDays}–${maxDays}`}</TableCell>
              <TableCell>{number(maxWeightKg)}</TableCell>
              <TableCell>{dimensionalDivisor ? number(dimensionalDivisor) : '–'}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
