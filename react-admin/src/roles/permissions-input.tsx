import { Alert, FormHelperText } from '@mui/material';
import { useInput, useTranslate } from 'ra-core';
import { useUser } from '../session/use-user';
import { withPermissions } from './matrix';
import { PermissionMatrix } from './permission-matrix';
import { useCatalogue } from './use-catalogue';

interface Props {
  source: string;
  disabled?: boolean;
}

/** The permissions of a role, as a matrix. Those that the reader does not hold cannot be ticked: nobody could give them. */
export function PermissionsInput({ source, disabled = false }: Props) {
  const translate = useTranslate();
  const { field, fieldState } = useInput<string[]>({ source });
  const { areas, known, error, isPending } = useCatalogue();
  const held: readonly string[] = useUser()?.permissions ?? [];
  if (error) return <Alert severity="error">{error.message}</Alert>;
  if (isPending) return <p role="status">{translate('ra.page.loading')}</p>;
  const chosen: string[] = field.value;
  const unknown = chosen.filter((name) => !known.includes(name));
  return (
    <>
      {!disabled && known.some((name) => !held.includes(name)) && (
        <Alert severity="info" sx={{ mb: 1 }}>
          {translate('resources.roles.someNotHeld')}
        </Alert>
      )}
      {!disabled && unknown.length > 0 && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {translate('resources.roles.unknown', { names: unknown.join(', ') })}
        </Alert>
      )}
      <PermissionMatrix
        areas={areas}
        chosen={chosen}
        edit={
          disabled
            ? undefined
            : {
                mayGive: (name) => held.includes(name),
                // The service refuses names that it does not know.
                onChange: (names, given) =>
                  field.onChange(withPermissions(chosen, names, given).filter((name) => known.includes(name))),
              }
        }
      />
      {fieldState.error && (
        <FormHelperText error role="alert">
          {fieldState.error.message}
        </FormHelperText>
      )}
    </>
  );
}
