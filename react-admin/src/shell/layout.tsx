import type { ReactNode } from 'react';
import { CheckForApplicationUpdate, Layout as ReactAdminLayout } from 'react-admin';
import { ConflictDialog } from '../conflict/conflict-dialog';
import { AppBar } from './app-bar';
import { DocumentTitle } from './document-title';
import { ErrorPage } from './error-page';
import { Menu } from './menu';
import { SessionWatch } from './session-watch';

export function Layout({ children }: { children: ReactNode }) {
  return (
    <ReactAdminLayout appBar={AppBar} menu={Menu} error={ErrorPage}>
      <SessionWatch />
      <DocumentTitle />
      {children}
      <ConflictDialog />
      {import.meta.env.PROD && <CheckForApplicationUpdate />}
    </ReactAdminLayout>
  );
}
