import type { Page } from 'playwright-core';
import { signInAsAdmin } from '../e2e/support/fleet.js';
import { address, OPEN_PAGES, otherPages, resourcePages } from './support/addresses.js';
import { administrator } from './support/person.js';
import { examples } from './support/records.js';
import { scenario } from './support/scenario.js';
import { settled } from './support/settled.js';

type Catalogue = { [key: string]: string | Catalogue };

/** The admin is compiled by other rules than the tests: its catalogues are read as they run, without their types. */
const catalogue = (language: 'en' | 'fr' | 'es') =>
  (require(`../../react-admin/src/i18n/${language}/index.ts`) as { default: Catalogue }).default;

/** Its sentences and words; of forms like "one |||| many" each. */
function words(catalogue: Catalogue): string[] {
  return Object.values(catalogue).flatMap((value) =>
    typeof value === 'string' ? value.split('||||').map((form) => form.trim()) : words(value),
  );
}

/** What only an English reader understands; words that another language shares are none. */
function onlyEnglish(other: Catalogue): Set<string> {
  const shared = new Set(words(other));
  return new Set(words(catalogue('en')).filter((word) => !word.includes('%{') && !shared.has(word)));
}

const KEY = /^[a-z][\w-]*(\.[\w-]+)+$/;

/** Everything that is shown or read aloud. */
function shownWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text && !['STYLE', 'SCRIPT'].includes(node.parentElement?.tagName ?? ''))
        found.push(node.textContent ?? '');
      if (node instanceof Element)
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(node.getAttribute(name) ?? '');
    }
    return found.map((text) => text.trim()).filter(Boolean);
  });
}

/** Names of records, and words that are no prose. */
const DATA = new Set(['admin', 'Ada Admin', 'Express', 'express']);

function untranslated(shown: string[], english: Set<string>): string[] {
  return shown.filter((text) => !DATA.has(text) && (english.has(text) || KEY.test(text)));
}

describe.each(['fr', 'es'] as const)('in %s', (language) => {
  const english = onlyEnglish(catalogue(language));

  scenario('every page is translated, from its title to its labels', async (stage) => {
    const ids = await examples(await signInAsAdmin());
    const person = await stage.person({ locale: language });
    const { page } = person;
    const found: Record<string, string[]> = {};
    const look = async (path: string) => {
      await page.goto(path);
      await settled(page);
      const words = untranslated(await shownWords(page), english);
      if (words.length > 0) found[path] = words;
    };
    for (const path of OPEN_PAGES) await look(path);
    await person.signIn(administrator());
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    for (const { name, kinds } of resourcePages()) for (const kind of kinds) await look(address(name, kind, ids[name]));
    for (const path of [...otherPages(), '/no-such-page']) await look(path);
    expect(found).toEqual({});
  });
});
