import type { Catalogue } from '../catalogue';
import calculator from './calculator';
import * as problems from './problems';
import { ra } from './react-admin';
import * as records from './records';
import resources from './resources';
import * as shell from './shell';

export default { ra, ...shell, ...problems, ...records, calculator, resources } satisfies Catalogue as Catalogue;
