import { Button } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import { type Decision, decide } from '../api/fleet';
import type { ServiceName } from '../api/services';
import { Confirm } from '../records/confirm';

interface Props {
  service: ServiceName;
  kind: 'outbox' | 'dead-letters';
  decision: Decision;
  event: { id: number; type: string };
}

const DONE = { redrive: 'messaging.redriven', discard: 'messaging.discarded' };

/** Tries an event again; or drops it, after a confirmation, because there is no way back. */
export function DecideButton({ service, kind, decision, event }: Props) {
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: () => decide(service, kind, event.id, decision),
    onSuccess: () => notify(DONE[decision], { type: 'success' }),
    // Also when somebody else has decided: then it is gone from the list.
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['messaging', service] }),
  });
  const final = decision === 'discard';
  return (
    <>
      <Button
        size="small"
        color={final ? 'error' : 'primary'}
        disabled={isPending}
        onClick={() => (final ? setAsking(true) : mutate())}
        aria-label={`${translate(`messaging.${decision}`)}: ${event.type}, ${translate('messaging.id')} ${event.id}`}
      >
        {translate(`messaging.${decision}`)}
      </Button>
      {final && (
        <Confirm
          isOpen={asking}
          title="messaging.discardTitle"
          content={translate('messaging.discardContent', { type: event.type, service })}
          confirm="messaging.discard"
          confirmColor="warning"
          onConfirm={() => {
            setAsking(false);
            mutate();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
