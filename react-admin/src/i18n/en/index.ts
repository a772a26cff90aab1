import reactAdmin from 'ra-language-english';
import calculator from './calculator';
import * as problems from './problems';
import * as records from './records';
import resources from './resources';
import * as shell from './shell';

export default { ...reactAdmin, ...shell, ...problems, ...records, calculator, resources };
