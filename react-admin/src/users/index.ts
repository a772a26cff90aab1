import People from '@mui/icons-material/PeopleAlt';
import { lazy } from 'react';
import type { Records } from '../api/records';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./user-list')),
  create: lazy(() => import('./user-create')),
  edit: lazy(() => import('./user-edit')),
  show: lazy(() => import('./user-show')),
  icon: People,
  recordRepresentation: ({ firstName, lastName, email }: Records['users']) =>
    `${firstName} ${lastName}`.trim() || email,
} satisfies ResourceFolder;
