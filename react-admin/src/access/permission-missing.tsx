import type { Permission } from '@hybrid-fleet/contracts';
import { useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { Notice } from '../shell/notice';

export function PermissionMissing({ permission }: { permission: Permission }) {
  const translate = useTranslate();
  return (
    <Notice title={translate('access.title')}>
      <p>{translate('access.missing', { permission })}</p>
      <p>{translate('access.ask')}</p>
      <Link to="/">{translate('access.home')}</Link>
    </Notice>
  );
}
