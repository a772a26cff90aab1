import { readFileSync } from 'node:fs';
import { deferred } from '../../packages/service-kit/test/until.js';
import { type Caller, makeUser, signInAsAdmin, unique } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { makeCustomer } from './support/records.js';
import { scenario } from './support/scenario.js';
import { notice, row, search } from './support/words.js';

describe('a list', () => {
  let admin: Caller;
  /** In every record of this file, so that a search finds no others. */
  const group = unique('Group');
  const names = ['Ada', 'Berta', 'Clara', 'Dora'];

  beforeAll(async () => {
    admin = await signInAsAdmin();
    for (const [index, firstName] of names.entries()) {
      const address = { street: 'Rue 1', city: 'Lyon', country: index < 2 ? 'FR' : 'DE' };
      await makeCustomer(admin, { firstName, lastName: `${group}-${index}`, companyName: '=1+1', address });
    }
  });

  const firstNames = (texts: string[]) => texts.map((text) => names.find((name) => text.includes(name)));

  scenario('is searched, filtered and sorted by the service, and the address keeps it', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await search(page, group);
    await page.getByText('1-4 of 4').waitFor();
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Country' }).click();
    await page.getByRole('combobox', { name: 'Country' }).fill('France');
    await page
      .getByRole('option', { name: /France/ })
      .first()
      .click();
    await page.getByText('1-2 of 2').waitFor();
    await page.getByRole('button', { name: 'Sort by name descending' }).click();
    await page.waitForURL(/order=DESC/);
    await page.reload();
    await page.getByText('1-2 of 2').waitFor();
    expect(firstNames(await row(page, group).allTextContents())).toEqual(['Berta', 'Ada']);
  });

  scenario('stays left when a record is opened right after a filter was typed', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await search(page, group);
    await page.getByText('1-4 of 4').waitFor();
    // The record's page is loaded on a slow network, for longer than a filter waits for the next letter.
    const loaded = deferred();
    await page.route('**/assets/customer-show*', async (route) => {
      await loaded.promise;
      await route.continue();
    });
    const asked = page.waitForRequest('**/assets/customer-show*');
    await page.getByRole('textbox', { name: 'Search' }).fill(`Ada ${group}`);
    await page.getByRole('link', { name: `Ada ${group}-0` }).click();
    await asked;
    // Timers of one page end in their order: after this one the filter's, of half a second, has ended too.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    loaded.resolve();
    await page.getByRole('tab', { name: 'History' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/customers\/\d+\/show$/);
    await page.goBack();
    await page.getByText('1-4 of 4').waitFor();
  });

  scenario('keeps a view under a name, and opens it again', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await search(page, group);
    await page.getByText('1-4 of 4').waitFor();
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('menuitem', { name: /Save current query/ }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Our group');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('menuitem', { name: 'Dashboard' }).click();
    await page.goto('/customers?filter=%7B%7D');
    await page.getByRole('table').waitFor();
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('menuitem', { name: 'Our group' }).click();
    await page.getByText('1-4 of 4').waitFor();
  });

  scenario('shows the columns that one chose, also the next time', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    const company = page.getByRole('columnheader', { name: 'Company' });
    const toggle = async () => {
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('option').getByLabel('Company').click();
      await page.keyboard.press('Escape');
      await page.getByRole('columnheader', { name: 'Name' }).waitFor();
    };
    await company.waitFor();
    await toggle();
    expect(await company.count()).toBe(0);
    await page.reload();
    await page.getByRole('columnheader', { name: 'Name' }).waitFor();
    expect(await company.count()).toBe(0);
    await toggle();
    await company.waitFor();
  });

  scenario('exports the rows that its filters let through as CSV, without formulas', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await search(page, group);
    await page.getByText('1-4 of 4').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^customers-\d{4}-\d{2}-\d{2}.*\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(5);
    expect(firstNames(lines.slice(1)).sort()).toEqual(names);
    expect(lines[1]).toContain("'=1+1");
    await notice(page, 'The CSV file is saved');
  });

  scenario('deactivates and deletes the selected rows at once, and takes the delete back', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await search(page, group);
    await page.getByText('1-4 of 4').waitFor();
    // Nothing that nobody sees is met with the keyboard.
    expect(await page.getByRole('button', { name: 'Deactivate', exact: true }).count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByText('4 items selected').waitFor();
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await notice(page, '4 deactivated');
    expect((await admin.get('customer', `customers/count?search=${group}&isActive=false`)).body).toEqual({ count: 4 });
    for (const name of ['Ada', 'Berta'])
      await row(page, `${name} ${group}`).getByRole('checkbox', { name: 'Select this row' }).check();
    await page.getByRole('button', { name: 'Delete' }).click();
    await notice(page, '2 deleted');
    await page.getByText('1-2 of 2').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('1-4 of 4').waitFor();
    expect((await admin.get('customer', `customers/count?search=${group}`)).body).toEqual({ count: 4 });
  });

  scenario(
    'leaves one’s own account alone, whoever selects all, and asks before it signs people out',
    async (stage) => {
      const names = { firstName: 'Ada', lastName: unique('Team') };
      const me = await makeUser(admin, ['admin'], names);
      const other = await makeUser(admin, ['user'], names);
      const person = await stage.person();
      const page = await person.signIn(me, '/users?perPage=10');
      await search(page, names.lastName);
      await page.getByText('1-2 of 2').waitFor();
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
      const question = page.getByRole('dialog', { name: 'Deactivate this user?' });
      await question.getByRole('button', { name: 'Deactivate' }).click();
      await notice(page, 'One deactivated');
      const active = async ({ user }: { user: { id: number } }) =>
        (await admin.get('user', `users/${user.id}`)).body.isActive;
      expect([await active(me), await active(other)]).toEqual([true, false]);
    },
  );

  scenario('says what to do when nothing matches', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await search(page, 'nobody is called this');
    await page.getByText('Customers: nothing matches these filters.').waitFor();
    await page.getByRole('button', { name: 'Remove the filters' }).click();
    await page
      .getByRole('link', { name: new RegExp(group) })
      .first()
      .waitFor();
  });

  scenario('says so when its address asks for what it does not have, and is itself again', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator());
    person.watch.expects(400, /^\/api\/v1\/customers/);
    await page.goto('/customers?filter=%7B%7D&sort=nonsense&order=ASC&page=1&perPage=25');
    await page.getByText('This address asks for a filter or an order that the list does not have.').waitFor();
    await page.getByRole('link', { name: 'Remove the filters' }).click();
    await page.getByRole('table').waitFor();
    await page.goto('/customers/nonsense/show');
    await page.getByRole('alert').getByText('This does not exist, or no longer.').waitFor();
  });

  scenario('scrolls by itself where it is wider than the window', async (stage) => {
    const word = unique('Wolfeschlegelsteinhausenbergerdorff');
    await makeCustomer(admin, { firstName: 'A'.repeat(60), lastName: word, companyName: 'Z'.repeat(100) });
    const person = await stage.person({ viewport: { width: 900, height: 800 } });
    const page = await person.signIn(administrator(), '/customers');
    await search(page, word);
    await page.getByText('1-1 of 1').waitFor();
    await row(page, word).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(900);
  });

  scenario('is a list of cards on a phone', async (stage) => {
    const person = await stage.person({ viewport: { width: 390, height: 844 } });
    const page = await person.signIn(administrator(), '/customers');
    await search(page, group);
    await page.getByText(`Ada ${group}-0`).click();
    await page.waitForURL(/\/customers\/\d+\/show/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
