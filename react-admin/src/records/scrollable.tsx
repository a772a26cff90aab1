import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** A table that scrolls sideways by itself where it is wider than the page. */
export function Scrollable({ children }: { children: ReactNode }) {
  return <Box sx={{ overflowX: 'auto', width: '100%' }}>{children}</Box>;
}
