import type { Catalogue } from '../catalogue';
import { ra } from './react-admin';
import * as resources from './resources';
import * as shell from './shell';

export default { ra, ...shell, resources } satisfies Catalogue as Catalogue;
