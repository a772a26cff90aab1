import { Box } from '@mui/material';
import { Children, isValidElement, type ReactNode } from 'react';
import { Labeled } from 'react-admin';

/** Fields with their labels, in as many columns as there is room for. */
export function Details({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(240px, 1fr))' },
        '& > *': { minWidth: 0, overflowWrap: 'anywhere', alignItems: 'flex-start' },
      }}
    >
      {Children.map(children, (child) => isValidElement(child) && <Labeled>{child}</Labeled>)}
    </Box>
  );
}
