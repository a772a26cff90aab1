import People from '@mui/icons-material/PeopleAlt';
import { lazy } from 'react';
import { nameOf } from '../records/names';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./user-list')),
  create: lazy(() => import('./user-create')),
  edit: lazy(() => import('./user-edit')),
  show: lazy(() => import('./user-show')),
  icon: People,
  recordRepresentation: nameOf,
} satisfies ResourceFolder;
