import { Box, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';

interface Props {
  /** A key of the catalogue. */
  title: string;
  children: ReactNode;
}

/** A part of a form or a page, with a heading that screen readers find. */
export function Section({ title, children }: Props) {
  const translate = useTranslate();
  return (
    <Box component="section" aria-label={translate(title)} sx={{ width: '100%', mt: 2 }}>
      <Typography variant="subtitle1" component="h2" gutterBottom sx={{ fontWeight: 600 }}>
        {translate(title)}
      </Typography>
      {children}
    </Box>
  );
}
