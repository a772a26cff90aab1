import reactAdmin from 'ra-language-french';
import type { Catalogue } from '../catalogue';
import * as resources from './resources';
import * as shell from './shell';

export default { ...reactAdmin, ...shell, resources } satisfies Catalogue as Catalogue;
