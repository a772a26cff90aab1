import { signInAsAdmin } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { makeCarrier, makeCustomer, makeQuote, makeRule } from './support/records.js';
import { scenario } from './support/scenario.js';
import { choose, row, search } from './support/words.js';

describe('the quotes', () => {
  scenario('are found by carrier, and lead to their carrier, customer and rules', async (stage) => {
    const admin = await signInAsAdmin();
    const carrier = await makeCarrier(admin);
    const rule = await makeRule(admin, carrier.id);
    const customer = await makeCustomer(admin);
    const quote = await makeQuote(admin, carrier.id, { customerId: customer.id });
    await makeQuote(admin, carrier.id, { weight: 10 });

    const person = await stage.person();
    const page = await person.signIn(administrator(), '/quotes');
    await search(page, String(quote.requestId));
    await page.getByText('1-1 of 1').waitFor();
    await page.getByRole('textbox', { name: 'Search' }).fill('');
    await choose(page, 'Carrier', String(carrier.name));
    await page.getByText('1-2 of 2').waitFor();
    await page.getByRole('button', { name: 'Sort by total ascending' }).click();
    await page.waitForURL(/order=ASC.*sort=total/);
    await page
      .getByRole('row')
      .nth(1)
      .getByText(/19\.67/)
      .waitFor();
    expect(await page.getByRole('row').allTextContents()).toEqual([
      expect.stringContaining('Total'),
      expect.stringContaining('19.67'),
      expect.stringContaining('26.80'),
    ]);

    await row(page, String(customer.lastName))
      .getByRole('link', { name: new RegExp(`no. ${quote.id}$`) })
      .click();
    await page.waitForURL(`**/quotes/${quote.id}/show`);
    const main = page.locator('#main-content');
    await main
      .getByRole('link', { name: String(carrier.name) })
      .first()
      .waitFor();
    await main
      .getByRole('link', { name: `Mary ${customer.lastName}` })
      .first()
      .waitFor();
    await main
      .getByRole('link', { name: String(rule.name) })
      .first()
      .click();
    await page.waitForURL(`**/pricing-rules/${rule.id}/show`);
    await page.goBack();
    await page.waitForURL(`**/quotes/${quote.id}/show`);
    await page.goBack();
    await page.getByText('1-2 of 2').waitFor();
  });
});
