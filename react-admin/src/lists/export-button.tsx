import Download from '@mui/icons-material/Download';
import { useListContext, useNotify, useResourceContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Button } from 'react-admin';
import { downloadCsv } from '../api/download';
import { useFormat } from '../format/use-format';
import { WorkDialog } from './work-dialog';

/** The CSV file of all rows that the list's filters let through, not only of this page. */
export function ExportButton() {
  const resource = useResourceContext() as string;
  const { sort, filterValues, total } = useListContext();
  const translate = useTranslate();
  const { number } = useFormat();
  const notify = useNotify();
  const [bytes, setBytes] = useState(0);
  const [running, setRunning] = useState<AbortController>();

  const run = async () => {
    const controller = new AbortController();
    setBytes(0);
    setRunning(controller);
    try {
      await downloadCsv(resource, { sort, filter: filterValues }, setBytes, controller.signal);
      notify('lists.exported', { type: 'success' });
    } catch (error) {
      if (!controller.signal.aborted)
        notify(translate('lists.exportFailed', { reason: (error as Error).message }), { type: 'error' });
    }
    setRunning(undefined);
  };

  return (
    <>
      <Button label="lists.export" onClick={() => void run()} disabled={!total || running !== undefined}>
        <Download />
      </Button>
      {running && (
        <WorkDialog
          title={translate('lists.exporting')}
          text={translate('lists.exportedSoFar', { size: number(Math.ceil(bytes / 1024)) })}
          onCancel={() => running.abort()}
        />
      )}
    </>
  );
}
