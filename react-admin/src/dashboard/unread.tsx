import { Alert } from '@mui/material';
import { useTranslate } from 'ra-core';

interface Props {
  /** Which service did not say what is missing here. */
  service: string;
  error: Error;
}

/** In place of what could not be read: why, and of whom. */
export function Unread({ service, error }: Props) {
  const translate = useTranslate();
  return (
    <Alert severity="error" variant="outlined" sx={{ py: 0 }}>
      {error.message.startsWith(service)
        ? error.message
        : translate('dashboard.failed', { service, reason: error.message })}
    </Alert>
  );
}
