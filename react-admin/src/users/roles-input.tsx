import { Typography } from '@mui/material';
import { useInput, useTranslate } from 'ra-core';
import { useMay } from '../access/use-may';
import { RoleChoices } from '../roles/role-choices';

/** The roles of a new user; who may not read roles leaves it at the usual one. */
export function RolesInput({ source }: { source: string }) {
  const translate = useTranslate();
  const may = useMay('roles:read');
  const { field, fieldState } = useInput<string[]>({ source });
  if (!may) return <Typography>{translate('resources.users.usualRole')}</Typography>;
  return <RoleChoices value={field.value} onChange={field.onChange} error={fieldState.error?.message} />;
}
