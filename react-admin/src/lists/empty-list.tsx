import { Button as MuiButton, Stack, Typography } from '@mui/material';
import { useListContext, useResourceContext, useResourceDefinition, useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { CreateButton } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';

/** What a list without rows says: nothing matches the filters, or there is nothing yet; and what to do. */
export function EmptyList({ create }: { create?: ReactNode }) {
  const resource = useResourceContext() as string;
  const { filterValues, setFilters } = useListContext();
  const { hasCreate } = useResourceDefinition();
  const mayCreate = useMay(permissionFor(resource, 'create'));
  const translate = useTranslate();
  const filtered = Object.keys(filterValues ?? {}).length > 0;
  const name = translate(`resources.${resource}.name`, { smart_count: 2 });
  return (
    <Stack spacing={2} sx={{ alignItems: 'center', p: 4 }}>
      <Typography>{translate(filtered ? 'lists.nothingMatches' : 'lists.nothingYet', { name })}</Typography>
      {filtered && (
        <MuiButton variant="outlined" onClick={() => setFilters({}, [])}>
          {translate('lists.clearFilters')}
        </MuiButton>
      )}
      {!filtered && hasCreate && mayCreate && <CreateButton variant="contained" />}
      {!filtered && create}
    </Stack>
  );
}
