import { useLocale, useResetStore } from 'ra-core';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { conflicts } from '../conflict/conflicts';
import { useUser } from '../session/use-user';
import { queryClient } from './query-client';

/** Leads to the sign-in page when the session ends, at this tab, another or the service; after it, back to this page. */
export function SessionWatch() {
  const user = useUser();
  const signedIn = user !== undefined;
  const permissions = user?.permissions.join();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const resetStore = useResetStore();
  const locale = useLocale();
  useEffect(() => {
    if (signedIn) return;
    queryClient.clear();
    conflicts.cancelAll();
    resetStore();
    void navigate('/login', { replace: true, state: { nextPathname: pathname, nextSearch: search } });
  }, [signedIn, navigate, resetStore, pathname, search]);
  useEffect(() => {
    // What react-admin asked of the permissions before a role changed: it keeps the answers.
    if (permissions !== undefined) void queryClient.invalidateQueries({ queryKey: ['auth'] });
  }, [permissions]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return null;
}
