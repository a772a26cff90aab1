import { Alert, Stack } from '@mui/material';
import { Form, required, useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { Link, PasswordInput, TextInput } from 'react-admin';
import { useLocation, useNavigate } from 'react-router-dom';
import { refusal } from '../api/problem';
import { SubmitButton } from '../records/submit-button';
import { authProvider } from '../session/auth-provider';
import { session } from '../session/current';
import { useUser } from '../session/use-user';
import { PlainPage } from './plain-page';

interface Wanted {
  nextPathname?: string;
  nextSearch?: string;
}

export function LoginPage() {
  const translate = useTranslate();
  const [refused, setRefusal] = useState(() => (session.isOver ? translate('session.over') : undefined));
  useWayBack(setRefusal);

  const submit = async (values: { email?: string; password?: string }) => {
    setRefusal(undefined);
    await authProvider.login(values).catch((error: Error) => setRefusal(error.message));
  };

  return (
    <PlainPage title={translate('signIn.title')}>
      <Form onSubmit={submit} noValidate>
        <Stack spacing={1}>
          {refused && <Alert severity="error">{refused}</Alert>}
          <TextInput
            source="email"
            label="signIn.email"
            type="email"
            autoComplete="username"
            autoFocus
            validate={required()}
            helperText={false}
          />
          <PasswordInput
            source="password"
            label="signIn.password"
            autoComplete="current-password"
            validate={required()}
            helperText={false}
          />
          <SubmitButton label="signIn.submit" />
          <Link to="/forgot-password" sx={{ textAlign: 'center' }}>
            {translate('signIn.forgot')}
          </Link>
        </Stack>
      </Form>
    </PlainPage>
  );
}

/** To the page that was asked for, as soon as somebody is signed in, here or at another tab. */
function useWayBack(onUnknown: (reason: string) => void): void {
  const user = useUser();
  const navigate = useNavigate();
  const { nextPathname = '/', nextSearch = '' } = (useLocation().state ?? {}) as Wanted;
  useEffect(() => {
    // Whoever is signed in already needs no form. Where nobody can say, the form is there, with the reason; an answer may
    // come yet.
    session.resume().catch(async (error: unknown) => onUnknown((await refusal(error)).message));
  }, [onUnknown]);
  useEffect(() => {
    if (user) void navigate(`${nextPathname}${nextSearch}`, { replace: true });
  }, [user, navigate, nextPathname, nextSearch]);
}
