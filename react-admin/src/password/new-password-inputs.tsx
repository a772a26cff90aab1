import { required, useTranslate } from 'ra-core';
import { PasswordInput } from 'react-admin';

/** A new password, twice. */
export function NewPasswordInputs() {
  const translate = useTranslate();
  const same = (value: string, all: { newPassword?: string }) =>
    value === all.newPassword ? undefined : translate('password.differ');
  return (
    <>
      <PasswordInput
        source="newPassword"
        label="password.new"
        autoComplete="new-password"
        validate={required()}
        helperText={false}
      />
      <PasswordInput
        source="repeated"
        label="password.repeat"
        autoComplete="new-password"
        validate={[required(), same]}
        helperText={false}
      />
    </>
  );
}
