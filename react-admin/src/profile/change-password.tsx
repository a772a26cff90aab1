import { Alert, Typography } from '@mui/material';
import { Form, type HttpError, required, useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import { PasswordInput } from 'react-admin';
import type { ProblemBody } from '../api/problem';
import { auth } from '../api/services';
import { NewPasswordInputs } from '../password/new-password-inputs';
import { Section } from '../records/section';
import { SubmitButton } from '../records/submit-button';
import { useUser } from '../session/use-user';

interface Values {
  currentPassword?: string;
  newPassword?: string;
}

export function ChangePassword() {
  const translate = useTranslate();
  const notify = useNotify();
  const email = useUser()?.email ?? '';
  const [changes, setChanges] = useState(0);
  const [refusal, setRefusal] = useState<string>();

  const submit = async ({ currentPassword = '', newPassword = '' }: Values) => {
    setRefusal(undefined);
    try {
      await auth.POST('/api/v1/auth/change-password', { body: { currentPassword, newPassword } });
    } catch (error) {
      const { errors } = ((error as HttpError).body ?? {}) as ProblemBody;
      if (!errors) setRefusal((error as Error).message);
      return errors;
    }
    notify('password.changed', { type: 'success' });
    // A fresh form: no password stays in it.
    setChanges(changes + 1);
    return undefined;
  };

  return (
    <Section title="password.change">
      <Typography variant="body2" gutterBottom>
        {translate('password.changeText')}
      </Typography>
      <Form key={changes} onSubmit={submit} noValidate>
        {/* For password managers: whose password it is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        {refusal && <Alert severity="error">{refusal}</Alert>}
        <PasswordInput
          source="currentPassword"
          label="password.current"
          autoComplete="current-password"
          validate={required()}
          helperText={false}
        />
        <NewPasswordInputs />
        <SubmitButton label="password.change" />
      </Form>
    </Section>
  );
}
