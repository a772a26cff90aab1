import { areasOf, entriesOf, withPermissions } from './matrix';

const entry = (name: string) => ({ name, description: `What ${name} is for` });
const pricing = ['read', 'create', 'update', 'delete', 'calculate', 'publish'].map((verb) => entry(`pricing:${verb}`));
const [read, create, update, remove, calculate, publish] = pricing;

describe('the matrix of permissions', () => {
  const areas = areasOf([
    { category: 'pricing', permissions: pricing },
    { category: 'audit', permissions: [entry('audit:read')] },
  ]);

  it('has a row for each area, with a column for the usual verbs and one for the others', () => {
    expect(areas).toEqual([
      { name: 'pricing', verbs: { read, create, update, delete: remove }, others: [calculate, publish] },
      { name: 'audit', verbs: { read: entry('audit:read') }, others: [] },
    ]);
  });

  it('lists a row in the order of its columns', () => {
    expect(areas.map((area) => entriesOf(area).map(({ name }) => name))).toEqual([
      pricing.map(({ name }) => name),
      ['audit:read'],
    ]);
  });

  it('gives and takes permissions, each once and sorted', () => {
    expect(withPermissions(['users:read'], ['audit:read', 'users:read'], true)).toEqual(['audit:read', 'users:read']);
    expect(withPermissions(['users:read', 'audit:read'], ['users:read'], false)).toEqual(['audit:read']);
  });
});
