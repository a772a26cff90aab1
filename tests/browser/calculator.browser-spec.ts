import type { Page } from 'playwright-core';
import { type Caller, signInAsAdmin } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { makeCarrier, makeRule, type Stored } from './support/records.js';
import { scenario } from './support/scenario.js';
import { choose, field } from './support/words.js';

describe('the price calculator', () => {
  let admin: Caller;
  let carrier: Stored;

  beforeAll(async () => {
    admin = await signInAsAdmin();
    carrier = await makeCarrier(admin);
    await makeRule(admin, carrier.id);
  });

  /** 40 × 30 × 20 cm at 2.5 kg over 1050 km, from France to Germany. */
  async function fillIn(page: Page): Promise<void> {
    await choose(page, 'Carrier', String(carrier.name));
    await page.getByRole('combobox', { name: /^Service/ }).click();
    await page.getByRole('option', { name: /express/i }).click();
    await field(page, 'Weight').fill('2.5');
    await field(page, 'Distance').fill('1050');
    await field(page, 'Length').fill('40');
    await field(page, 'Width').fill('30');
    await field(page, 'Height').fill('20');
    await choose(page, 'From country', 'France');
    await choose(page, 'To country', 'Germany');
  }

  scenario('quotes to the cent as one types, says why, and saves what it showed', async (stage) => {
    const person = await stage.person({ locale: 'en-GB' });
    const page = await person.signIn(administrator(), '/calculator');
    await page.getByText(/^Still needed:/).waitFor();
    await fillIn(page);
    const price = page.getByRole('region', { name: 'Price' });
    // By hand in the specs of the API: 8.50 + 4.8 × 1.275 + 3.68 = 18.30, and 7.5 % of it for fuel.
    await price
      .getByText(/19\.67/)
      .first()
      .waitFor();

    const quoted = await admin.post('pricing', 'pricing/preview', {
      carrierId: carrier.id,
      serviceType: 'express',
      weight: 2.5,
      dimensions: { length: 40, width: 30, height: 20 },
      distance: 1050,
      originCountry: 'FR',
      destinationCountry: 'DE',
    });
    expect(quoted.body.calculation).toMatchObject({ total: '19.67', currency: 'CHF' });
    for (const part of ['8.50', '6.12', '3.68', '18.30', '1.37']) await price.getByText(part).first().waitFor();

    await field(page, 'Weight').fill('10');
    // 8.50 + 10 × 1.275 + 3.68 = 24.93 and 7.5 % of it, 1.87.
    await price
      .getByText(/26\.80/)
      .first()
      .waitFor();
    await price.getByRole('button', { name: 'Save quote' }).click();
    const saved = price.getByRole('link', { name: /^Quote no\. / });
    const id = /\d+/.exec((await saved.textContent()) ?? '')?.[0];
    const kept = await admin.get('pricing', `pricing/calculations/${id}`);
    expect(kept.body.calculation).toMatchObject({ total: '26.80', currency: 'CHF' });
    await page.reload();
    await price
      .getByText(/26\.80/)
      .first()
      .waitFor();
  });

  scenario('says which rules came near when none applies', async (stage) => {
    const person = await stage.person();
    person.watch.expects(422, /^\/api\/v1\/pricing\//);
    const page = await person.signIn(administrator(), '/calculator');
    await fillIn(page);
    await page
      .getByRole('region', { name: 'Price' })
      .getByText(/19\.67/)
      .first()
      .waitFor();
    await choose(page, 'To country', 'Spain');
    await page.getByRole('region', { name: 'Why no rule applies' }).waitFor();
  });
});
