import { useListContext, useNotify, useRefresh, useResourceContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { type BulkAction, type BulkResult, bulk } from '../api/actions';
import { useAnnounceDeleted } from '../records/use-remove';

interface Progress {
  title: string;
  text: string;
  percent: number;
}

/** Runs a bulk action over the selection, and tells of those that were refused. */
export function useBulk() {
  const resource = useResourceContext() as string;
  const { selectedIds, onUnselectItems } = useListContext();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const announceDeleted = useAnnounceDeleted(resource);
  const [progress, setProgress] = useState<Progress>();
  const [outcome, setOutcome] = useState<BulkResult>();

  const run = async (action: BulkAction) => {
    const total = selectedIds.length;
    const show = (done: number) =>
      setProgress({
        title: translate(`lists.bulk.${action}`),
        text: translate('lists.bulk.progress', { done, total }),
        percent: (100 * done) / total,
      });
    show(0);
    try {
      const result = await bulk(resource, selectedIds, action, show);
      if (action === 'delete' && result.succeeded.length > 0) announceDeleted(result.succeeded);
      else if (result.succeeded.length > 0)
        notify(translate(`lists.bulk.${action}d`, { smart_count: result.succeeded.length }), { type: 'success' });
      if (result.failed.length > 0) setOutcome(result);
      onUnselectItems();
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    setProgress(undefined);
    refresh();
  };

  return { run, progress, outcome, close: () => setOutcome(undefined) };
}
