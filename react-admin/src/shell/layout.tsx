import type { ReactNode } from 'react';
import { CheckForApplicationUpdate, Layout as ReactAdminLayout } from 'react-admin';
import { ConflictDialog } from '../conflict/conflict-dialog';
import { AppBar } from './app-bar';
import { DocumentTitle } from './document-title';
import { ErrorPage } from './error-page';
import { Menu } from './menu';
import { SessionWatch } from './session-watch';

/** As wide as the window, also on a phone: what is wider, like a table, scrolls by itself. */
const NO_WIDER = { minWidth: 0, '& .RaLayout-content': { minWidth: 0 } };

export function Layout({ children }: { children: ReactNode }) {
  return (
    <ReactAdminLayout appBar={AppBar} menu={Menu} error={ErrorPage} sx={NO_WIDER}>
      <SessionWatch />
      <DocumentTitle />
      {children}
      <ConflictDialog />
      {import.meta.env.PROD && <CheckForApplicationUpdate />}
    </ReactAdminLayout>
  );
}
