import { Alert, Button } from '@mui/material';
import { type HttpError, useEditContext, useListContext, useShowContext, useTranslate } from 'ra-core';
import { Link } from 'react-router-dom';
import { listAddress } from '../lists/list-address';

interface Props {
  error?: Error | null;
  again(): unknown;
}

/** In place of what could not be read: why, and a way to try again. Nothing read is not the same as nothing there. */
function Unread({ error, again }: Props) {
  const translate = useTranslate();
  return (
    <Alert
      severity="error"
      sx={{ m: 2 }}
      action={
        <Button color="inherit" size="small" onClick={() => void again()}>
          {translate('records.tryAgain')}
        </Button>
      }
    >
      {error?.message}
    </Alert>
  );
}

export function UnreadList() {
  const { error, refetch, resource } = useListContext();
  const translate = useTranslate();
  if ((error as Partial<HttpError> | null)?.status !== 400) return <Unread error={error} again={refetch} />;
  return (
    <Alert
      severity="error"
      sx={{ m: 2 }}
      action={
        <Button color="inherit" size="small" component={Link} to={listAddress(resource)}>
          {translate('lists.clearFilters')}
        </Button>
      }
    >
      {translate('lists.badAddress')}
    </Alert>
  );
}

export function UnreadShow() {
  const { error, refetch } = useShowContext();
  return <Unread error={error} again={refetch} />;
}

export function UnreadEdit() {
  const { error, refetch } = useEditContext();
  return <Unread error={error} again={refetch} />;
}

/** react-admin would lead to the list and say that the record does not exist, whatever the reason. */
export const STAY_WHEN_UNREAD = { onError: () => undefined };
