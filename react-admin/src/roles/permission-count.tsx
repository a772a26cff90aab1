import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';

/** How many permissions the row's role gives. */
export function PermissionCount() {
  const role = useRecordContext<Records['roles']>();
  const translate = useTranslate();
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {translate('resources.roles.count', { smart_count: role?.permissions.length ?? 0 })}
    </span>
  );
}
