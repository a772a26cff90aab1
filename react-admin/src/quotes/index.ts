import ReceiptLong from '@mui/icons-material/ReceiptLong';
import { lazy } from 'react';
import type { Records } from '../api/records';
import { translate } from '../i18n/provider';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./quote-list')),
  show: lazy(() => import('./quote-show')),
  icon: ReceiptLong,
  recordRepresentation: ({ id }: Records['quotes']) => translate('resources.quotes.number', { id }),
} satisfies ResourceFolder;
