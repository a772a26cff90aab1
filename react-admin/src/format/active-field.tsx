import { Chip } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';

/** Whether a record is in use, in words and not by colour alone. */
export function ActiveField(_: { source?: string; label?: string }) {
  const record = useRecordContext();
  const translate = useTranslate();
  if (!record) return null;
  if (record.deletedAt)
    return <Chip size="small" color="error" variant="outlined" label={translate('states.deleted')} />;
  return record.isActive ? (
    <Chip size="small" color="success" variant="outlined" label={translate('states.active')} />
  ) : (
    <Chip size="small" variant="outlined" label={translate('states.inactive')} />
  );
}
