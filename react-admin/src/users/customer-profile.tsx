import { useQuery } from '@tanstack/react-query';
import { HttpError, useRecordContext, useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import type { Records } from '../api/records';
import { customers } from '../api/services';

/** The customer that the page's user is, with a link. For who may read customers. */
export function CustomerProfile(_: { label: string }) {
  const user = useRecordContext<Records['users']>();
  const translate = useTranslate();
  const userId = user?.id as number;
  const { data, error, isPending } = useQuery({
    queryKey: ['customers', 'by-user', userId],
    enabled: user !== undefined,
    queryFn: ({ signal }) => customerOf(userId, signal),
  });
  if (isPending) return <span>…</span>;
  if (error) return <span role="alert">{error.message}</span>;
  if (!data) return <span>{translate('resources.users.noCustomer')}</span>;
  return <Link to={`/customers/${data.id}/show`}>{`${data.firstName} ${data.lastName}`}</Link>;
}

/** null: the user is no customer. */
async function customerOf(userId: number, signal: AbortSignal) {
  try {
    const { data } = await customers.GET('/api/v1/customers/by-user/{userId}', {
      params: { path: { userId: String(userId) } },
      signal,
    });
    return data ?? null;
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return null;
    throw error;
  }
}
