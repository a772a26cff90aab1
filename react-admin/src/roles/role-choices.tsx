import { Alert, Checkbox, FormControl, FormControlLabel, FormHelperText } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useId } from 'react';
import type { Records } from '../api/records';
import { describeRole } from './role-description';
import { useBeyond } from './use-catalogue';
import { useRoles } from './use-roles';

interface Props {
  /** Names of roles. */
  value: readonly string[];
  onChange: (names: string[]) => void;
  error?: string;
  disabled?: boolean;
}

/** Roles to tick. One that gives more than the reader holds says so and cannot be changed. For who may read roles. */
export function RoleChoices({ value, onChange, error, disabled = false }: Props) {
  const translate = useTranslate();
  const beyond = useBeyond();
  const { data, isPending, error: failure } = useRoles();
  if (failure) return <Alert severity="error">{failure.message}</Alert>;
  if (isPending) return <p role="status">{translate('ra.page.loading')}</p>;
  const toggle = (name: string) =>
    onChange(value.includes(name) ? value.filter((other) => other !== name) : [...value, name].sort());
  return (
    <FormControl
      component="fieldset"
      aria-label={translate('resources.users.fields.roles')}
      error={error !== undefined}
      fullWidth
    >
      {data.map((role) => (
        <RoleChoice
          key={role.id}
          role={role}
          checked={value.includes(role.name)}
          lacking={beyond(role.permissions)}
          disabled={disabled}
          onToggle={() => toggle(role.name)}
        />
      ))}
      {error && <FormHelperText role="alert">{error}</FormHelperText>}
    </FormControl>
  );
}

interface ChoiceProps {
  role: Records['roles'];
  checked: boolean;
  /** Permissions of the role that the reader does not hold. */
  lacking: string[];
  disabled: boolean;
  onToggle: () => void;
}

function RoleChoice({ role, checked, lacking, disabled, onToggle }: ChoiceProps) {
  const translate = useTranslate();
  const help = useId();
  return (
    <>
      <FormControlLabel
        label={role.name}
        disabled={disabled || lacking.length > 0}
        control={
          <Checkbox
            size="small"
            checked={checked}
            onChange={onToggle}
            slotProps={{ input: { 'aria-describedby': help } }}
          />
        }
      />
      <FormHelperText id={help} sx={{ mt: -1, ml: 3.5 }} error={false}>
        {describeRole(role, translate)}
        {lacking.length > 0 && ` – ${translate('resources.users.roleBeyond', { permissions: lacking.join(', ') })}`}
      </FormHelperText>
    </>
  );
}
