import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemText,
  Typography,
} from '@mui/material';
import { useResourceContext, useTranslate } from 'ra-core';
import type { BulkResult } from '../api/actions';
import type { ResourceName } from '../api/records';
import { RecordLink } from '../records/record-link';

interface Props {
  outcome: BulkResult;
  onClose: () => void;
}

/** Which records a bulk action left as they were, and why. */
export function BulkOutcome({ outcome: { succeeded, failed }, onClose }: Props) {
  const translate = useTranslate();
  const resource = useResourceContext() as ResourceName;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="bulk-outcome">
      <DialogTitle id="bulk-outcome">{translate('lists.bulk.someFailed', { smart_count: failed.length })}</DialogTitle>
      <DialogContent>
        {succeeded.length > 0 && (
          <Typography>{translate('lists.bulk.succeeded', { smart_count: succeeded.length })}</Typography>
        )}
        <List dense>
          {failed.map(({ id, reason }) => (
            <ListItem key={id} disableGutters>
              <ListItemText primary={<RecordLink resource={resource} id={id} />} secondary={reason} />
            </ListItem>
          ))}
        </List>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
