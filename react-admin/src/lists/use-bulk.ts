import { type Identifier, useListContext, useNotify, useRefresh, useResourceContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { type BulkAction, type BulkResult, bulk } from '../api/actions';
import { useAnnounceDeleted } from '../records/use-remove';

interface Progress {
  title: string;
  text: string;
  percent: number;
}

/**
 * Runs a bulk action over the selection, and tells of those that were refused. “Select all” also takes rows that cannot be
 * ticked: those that are not `isSelectable` are left out.
 */
export function useBulk(isSelectable: (id: Identifier) => boolean) {
  const resource = useResourceContext() as string;
  const { selectedIds, onSelect, onUnselectItems } = useListContext();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const announceDeleted = useAnnounceDeleted(resource);
  const [progress, setProgress] = useState<Progress>();
  const [outcome, setOutcome] = useState<BulkResult>();

  const run = async (action: BulkAction) => {
    const ids = selectedIds.filter(isSelectable);
    const total = ids.length;
    const show = (done: number) =>
      setProgress({
        title: translate(`lists.bulk.${action}`),
        text: translate('lists.bulk.progress', { done, total }),
        percent: (100 * done) / total,
      });
    show(0);
    const result = await bulk(resource, ids, action, show);
    const { succeeded, failed, brokeOff } = result;
    if (action === 'delete' && succeeded.length > 0) announceDeleted(succeeded);
    else if (succeeded.length > 0)
      notify(translate(`lists.bulk.${action}d`, { smart_count: succeeded.length }), { type: 'success' });
    if (failed.length > 0) setOutcome(result);
    if (brokeOff) {
      notify(brokeOff.message, { type: 'error' });
      onSelect(ids.filter((id) => !succeeded.includes(id)));
    } else onUnselectItems();
    setProgress(undefined);
    refresh();
  };

  return { run, progress, outcome, close: () => setOutcome(undefined) };
}
