import { BUILT_IN_ROLES } from '@hybrid-fleet/contracts';
import english from '../i18n/en/roles';

it('English has the description that each built-in role begins with, by which others find their translation', () => {
  expect(english.descriptions).toEqual(Object.fromEntries(BUILT_IN_ROLES.map((role) => [role.name, role.description])));
});
