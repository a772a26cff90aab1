import { Box, Card, CardContent, Typography } from '@mui/material';
import { useLocale } from 'ra-core';
import { type ReactNode, useEffect } from 'react';
import { LocalesMenuButton } from 'react-admin';

/** The frame of pages that need no sign-in. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  const locale = useLocale();
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = `${title} – Hybrid Fleet`;
  }, [locale, title]);
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column', alignItems: 'center', p: 2 }}>
      <Box component="header" sx={{ alignSelf: 'flex-end', color: 'text.primary' }}>
        <LocalesMenuButton />
      </Box>
      <Card component="main" sx={{ width: '100%', maxWidth: 400, my: 'auto' }}>
        <CardContent sx={{ p: 3 }}>
          <Box component="img" src="/favicon.svg" alt="" sx={{ width: 48, display: 'block', mx: 'auto', mb: 1 }} />
          <Typography variant="h5" component="h1" sx={{ textAlign: 'center', mb: 2 }}>
            {title}
          </Typography>
          {children}
        </CardContent>
      </Card>
    </Box>
  );
}
