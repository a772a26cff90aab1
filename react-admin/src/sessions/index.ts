import Devices from '@mui/icons-material/Devices';
import { lazy } from 'react';
import type { ResourceFolder } from '../resources';

export default {
  list: lazy(() => import('./session-list')),
  icon: Devices,
  recordRepresentation: 'device',
} satisfies ResourceFolder;
