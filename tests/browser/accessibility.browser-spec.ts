import { type Caller, signInAsAdmin } from '../e2e/support/fleet.js';
import { address, OPEN_PAGES, otherPages, resourcePages } from './support/addresses.js';
import { findingsInEveryForm, seriousFindings } from './support/axe.js';
import { administrator } from './support/person.js';
import { examples } from './support/records.js';
import { scenario } from './support/scenario.js';
import { settled } from './support/settled.js';

describe('axe finds nothing serious', () => {
  let admin: Caller;
  beforeAll(async () => {
    admin = await signInAsAdmin();
  });

  scenario('on the pages before the sign-in', async (stage) => {
    const { page } = await stage.person();
    const findings: string[] = [];
    for (const path of OPEN_PAGES) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      findings.push(...(await findingsInEveryForm(page)).map((line) => `${path}, ${line}`));
    }
    expect(findings).toEqual([]);
  });

  const resources = resourcePages();
  scenario.each(resources.map(({ name }) => name))('on the pages of %s', async (stage, name) => {
    const id = (await examples(admin))[name];
    const person = await stage.person();
    const page = await person.signIn(administrator());
    const findings: string[] = [];
    for (const kind of resources.find((resource) => resource.name === name)?.kinds ?? []) {
      const path = address(name, kind, id);
      await page.goto(path);
      await page
        .locator(kind === 'list' ? '#main-content table' : '#main-content > *')
        .first()
        .waitFor();
      await settled(page);
      findings.push(...(await findingsInEveryForm(page)).map((line) => `${path}, ${line}`));
    }
    expect(findings).toEqual([]);
  });

  scenario('on the other pages', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator());
    const findings: string[] = [];
    for (const path of [...otherPages(), '/no-such-page']) {
      await page.goto(path);
      await page.getByRole('menuitem').first().waitFor();
      await settled(page);
      findings.push(...(await findingsInEveryForm(page)).map((line) => `${path}, ${line}`));
    }
    expect(findings).toEqual([]);
  });

  scenario('on the skip link when it has the focus', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/sessions');
    await page.getByRole('table').waitFor();
    await page.reload();
    await page.getByRole('table').waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Skip to content' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});
