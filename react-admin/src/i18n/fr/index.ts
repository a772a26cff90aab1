import reactAdmin from 'ra-language-french';
import type { Catalogue } from '../catalogue';
import calculator from './calculator';
import * as problems from './problems';
import * as records from './records';
import resources from './resources';
import * as shell from './shell';

/** A title without an article, which would have to know the gender of the name. */
const ra = { ...reactAdmin.ra, page: { ...reactAdmin.ra.page, create: 'Créer\u00a0: %{name}' } };

export default {
  ra,
  ...shell,
  ...problems,
  ...records,
  calculator,
  resources,
} satisfies Catalogue as Catalogue;
