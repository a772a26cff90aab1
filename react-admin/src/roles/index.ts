import Badge from '@mui/icons-material/Badge';
import { lazy } from 'react';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./role-list')),
  create: lazy(() => import('./role-create')),
  edit: lazy(() => import('./role-edit')),
  show: lazy(() => import('./role-show')),
  icon: Badge,
  recordRepresentation: 'name',
} satisfies ResourceFolder;
