import { Alert, AlertTitle, Box, Button } from '@mui/material';
import { useRouteError } from 'react-router-dom';
import type { ProblemBody } from '../api/problem';
import { translate } from '../i18n/provider';

interface Props {
  error?: Error;
}

/** What is left when a page throws: also outside of react-admin, so it asks no context for its words. */
export function ErrorPage({ error }: Props) {
  const thrown = useThrown(error);
  const { requestId } = (thrown?.body ?? {}) as ProblemBody;
  return (
    <Box role="alert" sx={{ p: 3, maxWidth: 720 }}>
      <Alert
        severity="error"
        action={
          <Button color="inherit" onClick={() => location.reload()}>
            {translate('errors.reload')}
          </Button>
        }
      >
        <AlertTitle>{translate('errors.title')}</AlertTitle>
        {translate('errors.text')}
        {requestId && <p>{translate('errors.number', { requestId })}</p>}
        {thrown?.message && <p>{thrown.message}</p>}
      </Alert>
    </Box>
  );
}

type Thrown = (Error & { body?: unknown }) | undefined;

function useThrown(error: Error | undefined): Thrown {
  const fromRouter = useRouteError() as Thrown;
  return error ?? fromRouter;
}
