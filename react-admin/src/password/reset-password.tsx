import { Alert, Stack } from '@mui/material';
import { Form, type HttpError, useNotify, useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { Link } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { ProblemBody } from '../api/problem';
import { auth } from '../api/services';
import { SubmitButton } from '../records/submit-button';
import { PlainPage } from '../sign-in/plain-page';
import { NewPasswordInputs } from './new-password-inputs';

/** Read once, before the address is cleaned: a token in the history could be found there. */
const token = new URLSearchParams(location.search).get('token') ?? '';

/** Where the links of invitations and resets lead. */
export default function ResetPassword() {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => window.history.replaceState(window.history.state, '', '/reset-password'), []);

  const submit = async ({ newPassword }: { newPassword?: string }) => {
    setRefusal(undefined);
    try {
      await auth.POST('/api/v1/auth/reset-password', { body: { token, newPassword: newPassword ?? '' } });
    } catch (error) {
      const { errors } = ((error as HttpError).body ?? {}) as ProblemBody;
      if (errors && !('token' in errors)) return errors;
      setRefusal(errors ? translate('password.dead') : (error as Error).message);
      return undefined;
    }
    notify('password.done', { type: 'success' });
    void navigate('/login');
    return undefined;
  };

  return (
    <PlainPage title={translate('password.resetTitle')}>
      {token ? (
        <Form onSubmit={submit} noValidate>
          <Stack spacing={1}>
            <p>{translate('password.resetText')}</p>
            {refusal && <Alert severity="error">{refusal}</Alert>}
            <NewPasswordInputs />
            <SubmitButton label="password.submit" />
          </Stack>
        </Form>
      ) : (
        <Alert severity="warning">{translate('password.noToken')}</Alert>
      )}
      <p>
        <Link to="/login">{translate('password.back')}</Link>
      </p>
    </PlainPage>
  );
}
