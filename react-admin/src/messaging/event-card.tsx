import { Box, Paper, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { useFormat } from '../format/use-format';

interface Props {
  /** For example user.created, and whose it is. */
  type: string;
  about: string;
  messageId: string;
  /** Beside the type: what became of the event. */
  state?: ReactNode;
  /** By the keys of `messaging` in the catalogue; a time as the service wrote it, or a number. */
  facts: Record<string, string | number | null>;
  error: string | null;
  payload: Record<string, unknown>;
  actions: ReactNode;
}

/** One event: all that the service knows of it, and what can be done. */
export function EventCard({ type, about, messageId, state, facts, error, payload, actions }: Props) {
  const translate = useTranslate();
  const { dateTime, number } = useFormat();
  const labelled = (name: string, value: string) =>
    translate('common.labelled', { label: translate(`messaging.${name}`), value });
  // An event's own number is copied into logs and addresses: it stays as it is.
  const shown = (name: string, value: string | number) => {
    if (typeof value === 'string') return dateTime(value);
    return name === 'id' ? String(value) : number(value);
  };
  return (
    <Paper component="article" variant="outlined" aria-label={`${type}, ${about}`} sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography component="h3" variant="subtitle1" sx={{ overflowWrap: 'anywhere' }}>
          {type} · {about}
        </Typography>
        {state}
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>{actions}</Box>
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {Object.entries(facts)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => labelled(name, shown(name, value as string | number)))
          .join(' · ')}
      </Typography>
      {error && (
        <Typography variant="body2" sx={{ mt: 1, color: 'error.main', overflowWrap: 'anywhere' }}>
          {labelled('error', error.replace(/^Error: /, ''))}
        </Typography>
      )}
      <Box component="details" sx={{ mt: 1 }}>
        <summary>{translate('messaging.payload')}</summary>
        <Box
          component="pre"
          // A scrolling box has to be reached with the keyboard.
          tabIndex={0}
          sx={{ m: 0, mt: 1, maxHeight: 400, overflow: 'auto', fontSize: 13 }}
        >
          {`${messageId}\n${JSON.stringify(payload, null, 2)}`}
        </Box>
      </Box>
    </Paper>
  );
}
