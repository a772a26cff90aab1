import Contacts from '@mui/icons-material/Contacts';
import { lazy } from 'react';
import type { Records } from '../api/records';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./customer-list')),
  create: lazy(() => import('./customer-create')),
  edit: lazy(() => import('./customer-edit')),
  show: lazy(() => import('./customer-show')),
  icon: Contacts,
  recordRepresentation: ({ firstName, lastName, email }: Records['customers']) =>
    `${firstName} ${lastName}`.trim() || email,
} satisfies ResourceFolder;
