import { type Caller, makeUser, signInAsAdmin } from '../e2e/support/fleet.js';
import { administrator, signIn } from './support/person.js';
import { makeCustomer, type Stored } from './support/records.js';
import { type Stage, scenario } from './support/scenario.js';
import { field, shown } from './support/words.js';

describe('an edit that another one overtook', () => {
  let admin: Caller;
  beforeAll(async () => {
    admin = await signInAsAdmin();
  });

  /** Two people with the same customer in their forms: hers is saved, and his is refused because of it. */
  async function clash(stage: Stage) {
    const customer = await makeCustomer(admin, { companyName: 'Before' });
    const [her, him] = [await stage.person(), await stage.person()];
    for (const { signIn } of [her, him].map((person) => ({ signIn: person.signIn.bind(person) })))
      await signIn(administrator(), `/customers/${customer.id}`);
    await field(him.page, 'Company').fill('His company');
    await field(him.page, 'Phone').fill('+33111111111');
    await field(her.page, 'Company').fill('Her company');
    await field(her.page, 'First name').fill('Martha');
    await her.page.getByRole('button', { name: 'Save' }).click();
    await shown(her.page, 'Her company');
    him.watch.expects(409, /^\/api\/v1\/customers\/\d+$/);
    await him.page.getByRole('button', { name: 'Save' }).click();
    const dialog = him.page.getByRole('dialog', { name: 'Somebody else changed this record' });
    await dialog.waitFor();
    return { customer, page: him.page, dialog };
  }

  const stored = async ({ id }: Stored) => {
    const { companyName, phone, firstName } = (await admin.get('customer', `customers/${id}`)).body;
    return { companyName, phone, firstName };
  };

  scenario('shows both versions, and saves the choice field by field', async (stage) => {
    const { customer, page, dialog } = await clash(stage);
    const company = dialog.getByRole('row').filter({ hasText: 'Company' });
    expect(await company.getByRole('cell').allTextContents()).toEqual(['His company', 'Her company']);
    // Only she changed the first name: it stays hers.
    expect(await dialog.getByRole('radio', { name: 'First name: Yours' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'Company: Theirs, saved now' }).check();
    await dialog.getByRole('button', { name: 'Save this choice' }).click();
    await shown(page, '+33111111111');
    expect(await stored(customer)).toEqual({
      companyName: 'Her company',
      phone: '+33111111111',
      firstName: 'Martha',
    });
  });

  scenario('can overwrite theirs with one’s own', async (stage) => {
    const { customer, page, dialog } = await clash(stage);
    await dialog.getByRole('button', { name: 'Save this choice' }).click();
    await shown(page, 'His company');
    expect(await stored(customer)).toEqual({
      companyName: 'His company',
      phone: '+33111111111',
      firstName: 'Martha',
    });
  });

  scenario('can keep theirs', async (stage) => {
    const { customer, page, dialog } = await clash(stage);
    let asked = false;
    page.on('dialog', (question) => {
      asked = true;
      void question.accept();
    });
    await dialog.getByRole('button', { name: 'Keep theirs' }).click();
    await shown(page, 'Her company');
    expect(asked).toBe(false);
    expect(await stored(customer)).toEqual({ companyName: 'Her company', phone: null, firstName: 'Martha' });
  });

  scenario('can go back to the form, where nothing is lost', async (stage) => {
    const { customer, page, dialog } = await clash(stage);
    await dialog.getByRole('button', { name: 'Back to the form' }).click();
    await page.getByText('Not saved yet: your changes are still in the form.').waitFor();
    expect(await field(page, 'Company').inputValue()).toBe('His company');
    expect(await stored(customer)).toMatchObject({ companyName: 'Her company' });
  });

  scenario('is nobody else’s: whoever signs in next is asked nothing', async (stage) => {
    const { customer, page, dialog } = await clash(stage);
    const other = await page.context().newPage();
    await other.goto('/');
    await other.getByRole('button', { name: 'Ada Admin' }).click();
    await other.getByRole('menuitem', { name: 'Logout' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await signIn(page, await makeUser(admin, ['manager']));
    await page.locator('#main-content').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect((await stored(customer)).phone).toBeNull();
  });
});
