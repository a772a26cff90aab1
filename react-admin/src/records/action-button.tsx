import { useNotify, useRefresh, useTranslate } from 'ra-core';
import { type ReactElement, useState } from 'react';
import { Button } from 'react-admin';
import { Confirm } from './confirm';

interface Props {
  /** A key of the catalogue. */
  label: string;
  icon: ReactElement;
  /** Asked before, where there is no way back: keys of the catalogue. */
  confirm?: { title: string; content: string };
  /** What to do; its refusal is said, and nothing has changed. */
  run: () => Promise<unknown>;
  /** Said when it is done. */
  done?: string;
}

/** A button of a record's page that does one thing at the service. */
export function ActionButton({ label, icon, confirm, run, done }: Props) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const go = async () => {
    setAsking(false);
    setBusy(true);
    try {
      await run();
      if (done) notify(done, { type: 'success' });
      refresh();
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    setBusy(false);
  };

  return (
    <>
      <Button label={label} onClick={() => (confirm ? setAsking(true) : void go())} disabled={busy}>
        {icon}
      </Button>
      {confirm && (
        <Confirm
          isOpen={asking}
          title={translate(confirm.title)}
          content={translate(confirm.content)}
          confirm={label}
          confirmColor="warning"
          onConfirm={() => void go()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
