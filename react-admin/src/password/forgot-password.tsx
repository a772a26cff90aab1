import { useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { PlainPage } from '../sign-in/plain-page';

export default function ForgotPassword() {
  const translate = useTranslate();
  return (
    <PlainPage title={translate('password.forgotTitle')}>
      <p>{translate('password.forgotText')}</p>
      <Link to="/login">{translate('password.back')}</Link>
    </PlainPage>
  );
}
