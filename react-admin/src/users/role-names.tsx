import { Chip, Stack } from '@mui/material';
import { useFieldValue } from 'ra-core';

/** The roles of a user by name: that is what a user's record holds. */
export function RoleNames({ source }: { source: string; label?: string }) {
  const names: string[] = useFieldValue<Record<string, string[] | undefined>>({ source }) ?? [];
  if (names.length === 0) return <span>–</span>;
  return (
    <Stack direction="row" useFlexGap spacing={0.5} sx={{ flexWrap: 'wrap' }}>
      {names.map((name) => (
        <Chip key={name} size="small" variant="outlined" label={name} />
      ))}
    </Stack>
  );
}
