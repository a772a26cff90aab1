import { type ReactNode, Suspense } from 'react';
import { CheckForApplicationUpdate, Loading, Layout as ReactAdminLayout } from 'react-admin';
import { useLocation } from 'react-router-dom';
import { ConflictDialog } from '../conflict/conflict-dialog';
import { AppBar } from './app-bar';
import { DocumentTitle } from './document-title';
import { ErrorPage } from './error-page';
import { Menu } from './menu';
import { SessionWatch } from './session-watch';

/** As wide as the window, also on a phone: what is wider, like a table, scrolls by itself. */
const NO_WIDER = { minWidth: 0, '& .RaLayout-content': { minWidth: 0 } };

export function Layout({ children }: { children: ReactNode }) {
  // A resource, a record and what is done with it; deeper are only the tabs of that page.
  const page = useLocation().pathname.split('/', 4).join('/');
  return (
    <ReactAdminLayout appBar={AppBar} menu={Menu} error={ErrorPage} sx={NO_WIDER}>
      <SessionWatch />
      <DocumentTitle />
      {/* With a key, a page ends when it is left. Else it would live on, hidden, until the next one is loaded, and a
          list's filter that was typed just before would then lead back to the list. */}
      <Suspense key={page} fallback={<Loading />}>
        {children}
      </Suspense>
      <ConflictDialog />
      {import.meta.env.PROD && <CheckForApplicationUpdate />}
    </ReactAdminLayout>
  );
}
