import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** The least width of a column in pixels. */
  min?: number;
}

/** Inputs side by side where there is room. */
export function Columns({ children, min = 200 }: Props) {
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        width: '100%',
        gridTemplateColumns: { xs: '1fr', sm: `repeat(auto-fit, minmax(${min}px, 1fr))` },
      }}
    >
      {children}
    </Box>
  );
}
