import Contacts from '@mui/icons-material/Contacts';
import { lazy } from 'react';
import { nameOf } from '../records/names';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./customer-list')),
  create: lazy(() => import('./customer-create')),
  edit: lazy(() => import('./customer-edit')),
  show: lazy(() => import('./customer-show')),
  icon: Contacts,
  recordRepresentation: nameOf,
} satisfies ResourceFolder;
