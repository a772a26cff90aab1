import LocalShipping from '@mui/icons-material/LocalShipping';
import { lazy } from 'react';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./carrier-list')),
  create: lazy(() => import('./carrier-create')),
  edit: lazy(() => import('./carrier-edit')),
  show: lazy(() => import('./carrier-show')),
  icon: LocalShipping,
  recordRepresentation: 'name',
} satisfies ResourceFolder;
