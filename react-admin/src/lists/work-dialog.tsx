import { Button, Dialog, DialogActions, DialogContent, DialogTitle, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useId } from 'react';

interface Props {
  title: string;
  text: string;
  /** 0 to 100; absent when nobody knows how much there is to do. */
  percent?: number;
  /** Absent when the work cannot be stopped half way. */
  onCancel?: () => void;
}

/** Work that takes a while: how far it is, and a way to stop it. */
export function WorkDialog({ title, text, percent, onCancel }: Props) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Dialog open fullWidth maxWidth="xs" aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <LinearProgress
          aria-labelledby={id}
          variant={percent === undefined ? 'indeterminate' : 'determinate'}
          value={percent}
        />
        <Typography sx={{ mt: 1 }} role="status">
          {text}
        </Typography>
      </DialogContent>
      {onCancel && (
        <DialogActions>
          <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
        </DialogActions>
      )}
    </Dialog>
  );
}
