import { Alert } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import { useFormat } from '../format/use-format';

/** When the page's record was deleted, if it was. */
export function Deleted() {
  const record = useRecordContext();
  const translate = useTranslate();
  const { dateTime } = useFormat();
  if (!record?.deletedAt) return null;
  return (
    <Alert severity="warning" sx={{ m: 2 }}>
      {translate('records.isDeleted', { time: dateTime(record.deletedAt) })}
    </Alert>
  );
}
