import { Alert, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { PermissionMatrix } from './permission-matrix';
import { useCatalogue } from './use-catalogue';

/** What the page's role gives, to read. */
export function GivenPermissions() {
  const role = useRecordContext<Records['roles']>();
  const translate = useTranslate();
  const { areas, error, isPending } = useCatalogue();
  if (error) return <Alert severity="error">{error.message}</Alert>;
  if (!role || isPending) return <Typography role="status">{translate('ra.page.loading')}</Typography>;
  return <PermissionMatrix areas={areas} chosen={role.permissions} />;
}
