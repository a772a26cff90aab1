import { useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { useLocation } from 'react-router-dom';
import { Notice } from './notice';

export function NotFound() {
  const translate = useTranslate();
  const { pathname } = useLocation();
  return (
    <Notice title={translate('errors.notFoundTitle')}>
      <p>{translate('errors.notFound', { path: pathname })}</p>
      <Link to="/">{translate('access.home')}</Link>
    </Notice>
  );
}
