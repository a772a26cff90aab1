import ContentCopy from '@mui/icons-material/ContentCopy';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material';
import { useTranslate } from 'ra-core';
import { type FocusEvent, useRef, useState } from 'react';
import { useFormat } from '../format/use-format';
import { copyText } from './copy-text';
import type { Invitation } from './invitation';

interface Props {
  invitation: Invitation;
  /** Whom it is for. */
  name: string;
  onClose: () => void;
}

/** Shows a link once. A click beside the dialog does not close it, because the link would be lost. */
export function InvitationDialog({ invitation: { url, expiresAt }, name, onClose }: Props) {
  const translate = useTranslate();
  const { dateTime } = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean>();

  const copy = async () => {
    const done = await copyText(url);
    if (!done) input.current?.select();
    setCopied(done);
  };

  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="invitation-title">
      <DialogTitle id="invitation-title">{translate('resources.users.invitation.title', { name })}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('resources.users.invitation.what', { name })}</DialogContentText>
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ my: 2 }}>
          <TextField
            label={translate('resources.users.invitation.link')}
            value={url}
            inputRef={input}
            fullWidth
            margin="none"
            onFocus={(event: FocusEvent<HTMLInputElement>) => event.target.select()}
            slotProps={{ htmlInput: { readOnly: true, spellCheck: false } }}
          />
          <Button variant="contained" startIcon={<ContentCopy />} onClick={() => void copy()} sx={{ flexShrink: 0 }}>
            {translate('resources.users.invitation.copy')}
          </Button>
        </Stack>
        <div role="status">
          {copied !== undefined && (
            <Alert severity={copied ? 'success' : 'info'} sx={{ mb: 2 }}>
              {translate(`resources.users.invitation.${copied ? 'copied' : 'copyYourself'}`)}
            </Alert>
          )}
        </div>
        <DialogContentText>
          {translate('resources.users.invitation.once', { time: dateTime(expiresAt) })}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('resources.users.invitation.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
