import type { I18nProvider, Store } from 'ra-core';
import { CustomRoutes, Resource } from 'ra-core';
import { lazy } from 'react';
import { Admin } from 'react-admin';
import { createBrowserRouter, Route, RouterProvider } from 'react-router-dom';
import { dataProvider } from './api/data-provider';
import { pages } from './pages';
import { resources } from './resources';
import { authProvider } from './session/auth-provider';
import { ErrorPage } from './shell/error-page';
import { Layout } from './shell/layout';
import { NotFound } from './shell/not-found';
import { queryClient } from './shell/query-client';
import { darkTheme, lightTheme } from './shell/themes';
import { LoginPage } from './sign-in/login-page';

const Dashboard = lazy(() => import('./dashboard/dashboard'));
const ForgotPassword = lazy(() => import('./password/forgot-password'));
const ResetPassword = lazy(() => import('./password/reset-password'));

interface Props {
  i18nProvider: I18nProvider;
  store: Store;
}

/** Addresses without a #, because the links in invitations name paths. */
export function App(props: Props) {
  const router = createBrowserRouter([{ path: '*', element: <Routed {...props} />, errorElement: <ErrorPage /> }]);
  // Each navigation shows at once, as with react-admin's own router: it forgets who was signed in right after it has led
  // to the sign-in page, and leads there again and again while that page waits for a transition.
  return <RouterProvider router={router} useTransitions={false} />;
}

function Routed({ i18nProvider, store }: Props) {
  return (
    <Admin
      authProvider={authProvider}
      catchAll={NotFound}
      dashboard={Dashboard}
      dataProvider={dataProvider}
      darkTheme={darkTheme}
      disableTelemetry
      error={ErrorPage}
      i18nProvider={i18nProvider}
      layout={Layout}
      loginPage={LoginPage}
      queryClient={queryClient}
      requireAuth
      store={store}
      theme={lightTheme}
      title="Hybrid Fleet"
    >
      {resources.map((resource) => (
        <Resource key={resource.name} {...resource} />
      ))}
      <CustomRoutes>
        {pages.map(({ path, element: Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path="/forgot-password" element={<ForgotPassword />} />
        <Route path="/reset-password" element={<ResetPassword />} />
      </CustomRoutes>
    </Admin>
  );
}
