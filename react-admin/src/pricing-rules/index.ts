import PriceChange from '@mui/icons-material/PriceChange';
import { lazy } from 'react';
import type { Records } from '../api/records';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./rule-list')),
  create: lazy(() => import('./rule-create')),
  edit: lazy(() => import('./rule-edit')),
  show: lazy(() => import('./rule-show')),
  icon: PriceChange,
  recordRepresentation: ({ name }: Records['pricing-rules']) => name,
} satisfies ResourceFolder;
