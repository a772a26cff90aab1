import Save from '@mui/icons-material/Save';
import { Alert, Button } from '@mui/material';
import { useCreatePath, useNotify, useTranslate } from 'ra-core';
import { useRef, useState } from 'react';
import { Link } from 'react-admin';
import { useMay } from '../access/use-may';
import { pricing } from '../api/services';
import { useFormat } from '../format/use-format';
import { newKey } from './new-key';
import type { Shipment } from './shipment';

interface Props {
  /** Absent while the price that is shown is not that of the form. */
  shipment?: Shipment;
}

interface Saved {
  of: string;
  id: number;
  total: string;
}

/** Keeps the price as a quote. One key for one shipment: a double click, or a second try after no answer, keeps one. */
export function SaveQuote({ shipment }: Props) {
  const translate = useTranslate();
  const notify = useNotify();
  const createPath = useCreatePath();
  const maySee = useMay('pricing:read');
  const { money } = useFormat();
  const of = shipment && JSON.stringify(shipment);
  const key = useRef({ of: '', key: '' });
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<Saved>();

  const save = async () => {
    if (!shipment || !of) return;
    if (key.current.of !== of) key.current = { of, key: newKey() };
    setBusy(true);
    try {
      const { data } = await pricing.POST('/api/v1/pricing/calculate', {
        body: shipment,
        headers: { 'idempotency-key': key.current.key },
      });
      if (data) {
        const { id, calculation } = data;
        setSaved({ of, id, total: money(calculation.total, calculation.currency) });
      }
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    setBusy(false);
  };

  const path = saved && createPath({ resource: 'quotes', type: 'show', id: saved.id });
  const done = saved !== undefined && saved.of === of;
  return (
    <>
      <Button
        variant="contained"
        startIcon={<Save />}
        onClick={() => void save()}
        disabled={!of || busy || done}
        sx={{ mt: 2 }}
      >
        {translate('calculator.save')}
      </Button>
      {saved && (done || !of) && (
        <Alert severity="success" sx={{ mt: 1 }}>
          {translate('calculator.saved', { total: saved.total })}{' '}
          {path && maySee && <Link to={path}>{translate('calculator.savedLink', { id: saved.id })}</Link>}
        </Alert>
      )}
    </>
  );
}
