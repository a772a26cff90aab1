import type { Locator } from 'playwright-core';
import { services } from '../e2e/support/faults.js';
import { type Caller, signInAsAdmin, unique } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { makeCarrier, makeCustomer, makeRole } from './support/records.js';
import { scenario } from './support/scenario.js';
import { field, shown } from './support/words.js';

const hasFocus = (element: Locator) => element.evaluate((node) => node === document.activeElement);

describe('a form', () => {
  let admin: Caller;
  beforeAll(async () => {
    admin = await signInAsAdmin();
  });
  afterAll(() => services('start', 'customer-service'));

  scenario('says at each field what it needs, without asking the service', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers/create');
    await page.getByRole('button', { name: 'Save' }).click();
    for (const label of ['First name', 'Last name', 'Email']) {
      const input = field(page, label);
      expect(await input.getAttribute('aria-invalid')).toBe('true');
      const help = await input.getAttribute('aria-describedby');
      expect(await page.locator(`[id="${help}"]`).textContent()).toBe('Required');
    }
  });

  scenario('shows the service’s refusal at the field that it is about', async (stage) => {
    const taken = await makeCarrier(admin);
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/carriers/create');
    const identity = page.getByRole('region', { name: 'Carrier' });
    await field(identity, 'Name').fill('Another carrier');
    await field(identity, 'Code').fill(String(taken.code));
    person.watch.expects(409, /^\/api\/v1\/carriers$/);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Used already').waitFor();
    expect(await field(identity, 'Code').getAttribute('aria-invalid')).toBe('true');
    expect(await hasFocus(field(identity, 'Code'))).toBe(true);
    expect(await field(identity, 'Name').getAttribute('aria-invalid')).toBe('false');
  });

  scenario('shows the service’s validation at the field, in the reader’s language', async (stage) => {
    const customer = await makeCustomer(admin);
    const person = await stage.person({ locale: 'fr' });
    const page = await person.signIn(administrator(), `/customers/${customer.id}`);
    await field(page, 'Téléphone').fill('call me');
    person.watch.expects(400, /^\/api\/v1\/customers\/\d+$/);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Doit être un numéro de téléphone, comme +33 1 23 45 67 89').waitFor();
    expect(await field(page, 'Téléphone').getAttribute('aria-invalid')).toBe('true');
  });

  scenario('asks also after saving failed, and says so again', async (stage) => {
    const customer = await makeCustomer(admin);
    const person = await stage.person();
    const page = await person.signIn(administrator(), `/customers/${customer.id}`);
    await field(page, 'First name').fill('Unsaved');
    await services('stop', 'customer-service');
    person.watch.expects(503, /^\/api\/v1\/customers/);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/customer-service does not answer at the moment/).waitFor();
    expect(await hasFocus(page.getByRole('button', { name: 'Save' }))).toBe(true);
    const asked = page.waitForEvent('dialog');
    const leaving = page.getByRole('menuitem', { name: 'Dashboard' }).click();
    await (await asked).dismiss();
    await leaving;
    expect(await field(page, 'First name').inputValue()).toBe('Unsaved');
    await services('start', 'customer-service');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/show$/);
    await shown(page, 'Unsaved');
  });

  scenario('empties a text that may be empty', async (stage) => {
    const role = await makeRole(admin, ['customers:read']);
    const person = await stage.person();
    const page = await person.signIn(administrator(), `/roles/${role.id}`);
    await field(page, 'Description').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/show$/);
    expect((await admin.get('user', `roles/${role.id}`)).body.description).toBe('');
  });

  scenario('makes one record of a double click', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers/create');
    const lastName = unique('Twice');
    await field(page, 'First name').fill('Once');
    await field(page, 'Last name').fill(lastName);
    await field(page, 'Email').fill(`${lastName}@example.com`);
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/customers')) sent += 1;
    });
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.waitForURL(/\/customers\/\d+\/show$/);
    await shown(page, lastName);
    expect(sent).toBe(1);
    await page.goBack();
    await page.waitForURL(/\/customers\/create$/);
  });

  scenario('asks before it throws away what was typed', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers/create');
    await field(page, 'First name').fill('Unsaved');
    const asked = page.waitForEvent('dialog');
    const leaving = page.getByRole('menuitem', { name: 'Dashboard' }).click();
    const dialog = await asked;
    expect(dialog.message()).toContain("weren't saved");
    await dialog.dismiss();
    await leaving;
    expect(await field(page, 'First name').inputValue()).toBe('Unsaved');
  });
});
