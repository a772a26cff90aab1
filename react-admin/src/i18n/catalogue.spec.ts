import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import english from 'ra-language-english';
import { type Catalogue, LANGUAGES } from './catalogue';
import en from './en';
import es from './es';
import { ra as spanish } from './es/react-admin';
import fr from './fr';

const SOURCE = join(__dirname, '..');

type Tree = { [name: string]: string | Tree };

/** Every text by its path. */
function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : texts(value, `${path}${name}.`),
  );
}

const keys = (tree: unknown) =>
  texts(tree as Tree)
    .map(([key]) => key)
    .sort();
const placeholders = (text: string) => [...new Set(text.match(/%\{\w+\}/g))].sort();
const reference = new Map(texts(en as unknown as Tree));

describe.each([
  ['fr', fr],
  ['es', es],
] as [string, Catalogue][])('the words in %s', (_language, catalogue) => {
  const own = texts(catalogue as unknown as Tree);

  it('have the keys that English has, each of them', () => {
    expect(keys(catalogue)).toEqual(keys(en));
  });

  it('leave no text empty', () => {
    // react-admin shows a flag without value as a blank.
    expect(own.filter(([key, text]) => text.trim() === '' && key !== 'ra.boolean.null')).toEqual([]);
  });

  it('fill in what the English ones fill in', () => {
    const differing = own.filter(([key, text]) => {
      const given = placeholders(text);
      const expected = placeholders(reference.get(key) ?? '');
      // A singular may say "one" where another language has the number; react-admin's French says "this one" for a name.
      const needed = expected.filter((name) => name !== '%{smart_count}' && !key.startsWith('ra.'));
      return given.some((name) => !expected.includes(name)) || needed.some((name) => !given.includes(name));
    });
    expect(differing).toEqual([]);
  });

  it('have as many forms of number as the English ones', () => {
    const forms = (text = '') => text.split('||||').length;
    expect(own.filter(([key, text]) => forms(text) !== forms(reference.get(key)))).toEqual([]);
  });
});

it("react-admin's own words are there in Spanish, each of them", () => {
  expect(keys(spanish)).toEqual(keys(english.ra));
});

it('every text that a page asks for by name is there', () => {
  const roots = Object.keys(en);
  const folders = [...reference.keys()].flatMap((key) =>
    key.split('.').map((_, depth, parts) => parts.slice(0, depth).join('.')),
  );
  const known = new Set([...reference.keys(), ...folders]);
  const source = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.spec\.|^i18n\//.test(name))
    .map((name) => readFileSync(join(SOURCE, name), 'utf8'))
    .join('\n');
  const asked = [...source.matchAll(/['"`](\w+(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key as string);
  const missing = asked.filter((key) => roots.includes(key.split('.')[0] as string) && !known.has(key));
  expect([...new Set(missing)]).toEqual([]);
  expect(asked.length).toBeGreaterThan(100);
});

it('a language is named in itself', () => {
  expect(LANGUAGES.map(({ locale, name }) => `${locale} ${name}`)).toEqual(['en English', 'fr Français', 'es Español']);
});
