import { Card, CardContent, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Title } from 'react-admin';

/** A page that only says something. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card sx={{ maxWidth: 640, mt: 2 }}>
      <Title title={title} />
      <CardContent>
        <Typography variant="h5" component="h2" gutterBottom>
          {title}
        </Typography>
        <Typography component="div">{children}</Typography>
      </CardContent>
    </Card>
  );
}
