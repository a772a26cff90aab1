import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  FormControlLabel,
  Radio,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { useTranslate, useTranslateLabel } from 'ra-core';
import { useState, useSyncExternalStore } from 'react';
import { ValueText } from '../records/value-text';
import { conflicts, type Difference, differences, type OpenConflict } from './conflicts';

/** Shows both versions of a record that two people edited at once. There is one of it, in the layout. */
export function ConflictDialog() {
  const conflict = useSyncExternalStore(conflicts.subscribe, conflicts.first);
  return conflict ? <Choice key={JSON.stringify(conflict.current)} conflict={conflict} /> : null;
}

type Side = 'mine' | 'theirs';

function Choice({ conflict }: { conflict: OpenConflict }) {
  const translate = useTranslate();
  const rows = differences(conflict);
  const [chosen, setChosen] = useState<Record<string, Side>>(() =>
    Object.fromEntries(rows.map(({ field }) => [field, field in conflict.mine ? 'mine' : 'theirs'])),
  );
  const kept = Object.fromEntries(Object.entries(conflict.mine).filter(([field]) => chosen[field] === 'mine'));
  return (
    <Dialog open onClose={conflict.cancel} maxWidth="md" fullWidth aria-labelledby="conflict-title">
      <DialogTitle id="conflict-title">{translate('conflict.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('conflict.text')}</DialogContentText>
        <Table size="small">
          <TableHead>
            <TableRow>
              {['field', 'mine', 'theirs'].map((column) => (
                <TableCell key={column}>{translate(`conflict.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Row
                key={row.field}
                row={row}
                resource={conflict.resource}
                chosen={chosen[row.field] ?? 'theirs'}
                fixed={!(row.field in conflict.mine)}
                onChoose={(side) => setChosen({ ...chosen, [row.field]: side })}
              />
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={conflict.cancel}>{translate('conflict.back')}</Button>
        <Button onClick={() => conflict.keep({})}>{translate('conflict.keepTheirs')}</Button>
        <Button variant="contained" onClick={() => conflict.keep(kept)}>
          {translate('conflict.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface RowProps {
  row: Difference;
  resource: string;
  chosen: Side;
  /** Only they changed it: it stays. */
  fixed: boolean;
  onChoose(side: Side): void;
}

function Row({ row, resource, chosen, fixed, onChoose }: RowProps) {
  const translate = useTranslate();
  const label = useTranslateLabel()({ source: row.field, resource });
  const cell = (side: Side) => (
    <TableCell>
      <FormControlLabel
        disabled={fixed}
        label={
          <ValueText
            resource={resource}
            field={row.field}
            value={row[side]}
            other={row[side === 'mine' ? 'theirs' : 'mine']}
            empty={translate('conflict.empty')}
          />
        }
        control={
          <Radio
            size="small"
            name={row.field}
            checked={chosen === side}
            onChange={() => onChoose(side)}
            slotProps={{ input: { 'aria-label': `${label}: ${translate(`conflict.${side}`)}` } }}
          />
        }
      />
    </TableCell>
  );
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {label}
      </TableCell>
      {cell('mine')}
      {cell('theirs')}
    </TableRow>
  );
}
