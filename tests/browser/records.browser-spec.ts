import type { Page } from 'playwright-core';
import { signInAsAdmin, unique } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { makeCarrier, makeCustomer } from './support/records.js';
import { scenario } from './support/scenario.js';
import { choose, field, notice, row, search, shown } from './support/words.js';

const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

/** Deletes the record whose page is shown, sees it gone from the list, and takes it back. */
async function deleteAndUndo(page: Page, list: RegExp, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.waitForURL(list);
  await notice(page, 'One deleted');
  await search(page, words);
  await page.getByText(/: nothing matches these filters\.$/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await notice(page, 'One restored');
  await row(page, words).waitFor();
}

describe('created, edited, found, deleted and taken back', () => {
  scenario('a customer', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await page.getByRole('link', { name: 'Create' }).first().click();
    const lastName = unique('Lovelace');
    await field(page, 'First name').fill('Ada');
    await field(page, 'Last name').fill(lastName);
    await field(page, 'Email').fill(`${lastName}@example.com`);
    await save(page);
    await shown(page, lastName);

    await page.getByRole('link', { name: 'Edit' }).click();
    await field(page, 'Company').fill('Analytical Engines');
    await save(page);
    await shown(page, 'Analytical Engines');

    await page.getByRole('menuitem', { name: 'Customers' }).click();
    await search(page, lastName);
    await page.getByRole('link', { name: `Ada ${lastName}` }).click();
    await shown(page, 'Analytical Engines');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Analytical Engines').waitFor();
    await deleteAndUndo(page, /\/customers(\?|$)/, lastName);
  });

  scenario('a carrier with a service and a country', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/carriers/create');
    const name = unique('Sea Freight');
    const code = unique('SEA').toUpperCase();
    const identity = page.getByRole('region', { name: 'Carrier' });
    await field(identity, 'Name').fill(name);
    await field(identity, 'Code').fill(code);
    const services = page.getByRole('region', { name: 'Services' });
    await services.getByRole('button', { name: 'Add a service' }).click();
    await field(services, 'Code').fill('slow');
    await field(services, 'Name').fill('Slow boat');
    await services.getByRole('spinbutton', { name: /Days at least/ }).fill('20');
    await services.getByRole('spinbutton', { name: /Days at most/ }).fill('30');
    await services.getByRole('spinbutton', { name: /Up to/ }).fill('1000');
    await save(page);
    await shown(page, name);
    await shown(page, 'Slow boat');

    await page.getByRole('link', { name: 'Edit' }).click();
    await field(page.getByRole('region', { name: 'Carrier' }), 'Description').fill('By sail');
    await save(page);
    await shown(page, 'By sail');
    await deleteAndUndo(page, /\/carriers(\?|$)/, code);
  });

  scenario('a pricing rule with a surcharge', async (stage) => {
    const carrier = await makeCarrier(await signInAsAdmin());
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/pricing-rules/create');
    const name = unique('Express to Spain');
    await field(page, 'Name').fill(name);
    await choose(page, 'Carrier', String(carrier.name));
    const charges = page.getByRole('region', { name: 'What it charges' });
    await field(charges, 'Base rate').fill('7.25');
    await field(charges, 'Per kg').fill('0.5');
    const surcharges = page.getByRole('region', { name: 'Surcharges' });
    await surcharges.getByRole('button', { name: 'Add a surcharge' }).click();
    await surcharges.getByLabel('Surcharge *').fill('fuel');
    await surcharges.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Percentage' }).click();
    await field(surcharges, 'Percentage').fill('4.5');
    await save(page);
    await page.getByRole('link', { name: String(carrier.name) }).waitFor();
    await page.getByText('7.25').first().waitFor();
    await page.getByText('4.5').first().waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await field(charges, 'Base rate').fill('8.125');
    await save(page);
    await page.getByText('8.125').first().waitFor();
    await deleteAndUndo(page, /\/pricing-rules(\?|$)/, name);
  });

  scenario('a user, with the invitation shown once', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/users/create');
    const lastName = unique('Hopper');
    await field(page, 'First name').fill('Grace');
    await field(page, 'Last name').fill(lastName);
    await field(page, 'Email').fill(`${lastName}@example.com`);
    await save(page);
    const dialog = page.getByRole('dialog', { name: `Invitation link for Grace ${lastName}` });
    const link = await field(dialog, 'Link').inputValue();
    await dialog.getByRole('button', { name: 'I have the link' }).click();
    await shown(page, lastName);

    // Somebody else, with the link alone, chooses a password and is in.
    const invited = await stage.person();
    await invited.page.goto(link);
    const password = unique('a rather long passphrase');
    await invited.page.getByLabel('New password').first().fill(password);
    await invited.page.getByLabel('The same again').first().fill(password);
    await invited.page.getByRole('button', { name: 'Save password' }).click();
    await invited.page.getByText('Your password is saved. Sign in with it.').waitFor();
    await invited.page.getByLabel('Email').fill(`${lastName}@example.com`);
    await invited.page.getByLabel('Password').first().fill(password);
    await invited.page.getByRole('button', { name: 'Sign in' }).click();
    await invited.page.getByRole('button', { name: `Grace ${lastName}` }).waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await field(page, 'Phone').fill('+33123456789');
    await save(page);
    await shown(page, '+33123456789');
    await page.getByRole('tab', { name: 'Roles and permissions' }).click();
    await page.getByRole('button', { name: 'Change roles' }).click();
    await page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /^support/ })
      .check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await notice(page, 'The roles were saved');
    const effective = page.getByRole('table', { name: 'What these roles allow' });
    await effective.getByRole('row').filter({ hasText: 'customers:update' }).getByText('support').waitFor();
    await deleteAndUndo(page, /\/users(\?|$)/, lastName);
  });

  scenario('a role with a matrix of permissions, deleted for good after asking', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/roles/create');
    const name = unique('clerk');
    await field(page, 'Name').fill(name);
    await page.getByRole('checkbox', { name: 'See customers' }).check();
    await page.getByRole('checkbox', { name: 'Change customers' }).check();
    await save(page);
    await shown(page, name);
    await page.getByRole('img', { name: 'Change customers: given', exact: true }).waitFor();
    await page.getByRole('img', { name: 'Delete and restore customers: not given', exact: true }).waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('checkbox', { name: 'Customers: all' }).check();
    await save(page);
    await page.getByRole('img', { name: 'Delete and restore customers: given', exact: true }).waitFor();

    await page.getByRole('menuitem', { name: 'Roles' }).click();
    await search(page, name);
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete this?' });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/roles(\?|$)/);
    await search(page, name);
    await page.getByText('Roles: nothing matches these filters.').waitFor();
  });

  scenario('not edited while it is deleted', async (stage) => {
    const admin = await signInAsAdmin();
    const customer = await makeCustomer(admin);
    expect((await admin.delete('customer', `customers/${customer.id}`)).status).toBe(204);
    const person = await stage.person();
    person.watch.expects(404, /^\/api\/v1\/customers\/\d+$/);
    const page = await person.signIn(administrator(), `/customers/${customer.id}`);
    await page.getByText(/It can be restored/).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Restore' }).click();
    expect(await field(page, 'First name').inputValue()).toBe('Mary');
  });
});
