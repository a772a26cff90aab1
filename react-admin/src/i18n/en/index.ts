import reactAdmin from 'ra-language-english';
import * as resources from './resources';
import * as shell from './shell';

export default { ...reactAdmin, ...shell, resources };
