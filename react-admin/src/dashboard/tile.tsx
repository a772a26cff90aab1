import Refresh from '@mui/icons-material/Refresh';
import { Box, Card, CardContent, CircularProgress, IconButton, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { type ReactNode, useId } from 'react';
import { Link } from 'react-admin';
import { useFormat } from '../format/use-format';

/** When what a tile shows was read, and how to read it again. */
export interface Reading {
  /** By this browser's clock, in milliseconds; 0: never yet. */
  readAt: number;
  isReading: boolean;
  again(): void;
}

interface Props extends Reading {
  /** A key of the catalogue. */
  title: string;
  /** The page that has more of it. */
  to?: string;
  wide?: boolean;
  children: ReactNode;
}

/** A part of the dashboard that is read, and fails, by itself. */
export function Tile({ title, to, wide, readAt, isReading, again, children }: Props) {
  const translate = useTranslate();
  const { time } = useFormat();
  const id = useId();
  const name = translate(title);
  return (
    <Card
      component="section"
      aria-labelledby={id}
      aria-busy={isReading}
      sx={{ gridColumn: wide ? '1 / -1' : undefined, minWidth: 0 }}
    >
      <CardContent sx={{ height: '100%', display: 'flex', flexDirection: 'column', gap: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Typography id={id} component="h2" variant="subtitle1" sx={{ flex: 1 }}>
            {to ? <Link to={to}>{name}</Link> : name}
          </Typography>
          <IconButton
            size="small"
            onClick={again}
            disabled={isReading}
            aria-label={`${translate('common.refresh')}: ${name}`}
          >
            {isReading ? <CircularProgress size={18} aria-hidden /> : <Refresh fontSize="small" />}
          </IconButton>
        </Box>
        {children}
        {readAt > 0 && (
          <Typography variant="caption" sx={{ color: 'text.secondary', mt: 'auto' }}>
            {translate('common.readAt', { time: time(readAt) })}
          </Typography>
        )}
      </CardContent>
    </Card>
  );
}
