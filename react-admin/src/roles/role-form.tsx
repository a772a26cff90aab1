import { Typography } from '@mui/material';
import { required, useRecordContext, useTranslate } from 'ra-core';
import { TextInput } from 'react-admin';
import type { Records } from '../api/records';
import { Columns } from '../records/columns';
import { Section } from '../records/section';
import { PermissionsInput } from './permissions-input';
import { useRoleRules } from './use-role-rules';

/** A role. What the service would refuse cannot be changed; the notice above says why. */
export function RoleInputs() {
  const role = useRecordContext<Records['roles']>();
  const translate = useTranslate();
  const rulesOf = useRoleRules();
  const disabled = role !== undefined && !rulesOf(role).editable;
  return (
    <>
      <Columns>
        <TextInput
          source="name"
          validate={required()}
          disabled={disabled || role?.isSystem}
          helperText={!disabled && !role?.isSystem && 'resources.roles.nameHelp'}
        />
        <TextInput source="description" disabled={disabled} parse={(text: string) => text} />
      </Columns>
      <Section title="resources.roles.fields.permissions">
        <PermissionsInput source="permissions" disabled={disabled} />
        {role && !disabled && (
          <Typography variant="body2" sx={{ mt: 2 }}>
            {translate('resources.roles.atOnce')}
          </Typography>
        )}
      </Section>
    </>
  );
}
