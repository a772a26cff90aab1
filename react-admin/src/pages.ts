import type { Permission } from '@hybrid-fleet/contracts';
import Calculate from '@mui/icons-material/Calculate';
import Sync from '@mui/icons-material/SyncAlt';
import { type ComponentType, lazy } from 'react';
import { behind } from './access/guarded';

export interface Page {
  path: string;
  element: ComponentType;
  /** Key of its title in the menu. */
  title: string;
  permission?: Permission;
  /** Its icon in the menu; without one it has no entry there. */
  icon?: ComponentType;
}

const page = (entry: Page): Page => ({ ...entry, element: behind(entry.element, entry.permission) });

/** The pages that are no resource, in the one place where they are registered. */
export const pages: Page[] = [
  page({
    path: '/calculator',
    element: lazy(() => import('./calculator/calculator-page')),
    title: 'calculator.title',
    permission: 'pricing:calculate',
    icon: Calculate,
  }),
  page({
    path: '/messaging',
    element: lazy(() => import('./messaging/messaging-page')),
    title: 'messaging.title',
    permission: 'messaging:manage',
    icon: Sync,
  }),
  page({ path: '/profile', element: lazy(() => import('./profile/profile-page')), title: 'profile.title' }),
];
