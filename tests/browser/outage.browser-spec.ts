import { services } from '../e2e/support/faults.js';
import { signInAsAdmin } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { makeCarrier } from './support/records.js';
import { scenario } from './support/scenario.js';
import { shown } from './support/words.js';

describe('when carrier-service is away', () => {
  afterAll(() => services('start', 'carrier-service'));

  scenario('its tile alone fails, its pages say what is missing, and all comes back with it', async (stage) => {
    const carrier = await makeCarrier(await signInAsAdmin());
    const person = await stage.person();
    const page = await person.signIn(administrator());
    const tile = (name: string) => page.getByRole('region', { name, exact: true });
    await tile('Customers')
      .getByText(/^[\d,]+$/)
      .waitFor();
    await tile('Carriers')
      .getByText(/^[\d,]+$/)
      .waitFor();

    await services('stop', 'carrier-service');
    person.watch.expects(503, /^\/api\/(v1\/carriers|services\/carrier-service)/);
    await page.reload();
    await tile('Carriers')
      .getByText(/does not answer/)
      .waitFor();
    await tile('Customers')
      .getByText(/^[\d,]+$/)
      .waitFor();
    expect(
      await tile('Users')
        .getByText(/does not answer/)
        .count(),
    ).toBe(0);

    await page.getByRole('menuitem', { name: 'Carriers' }).click();
    await page
      .getByText(/carrier-service does not answer at the moment/)
      .first()
      .waitFor();
    expect(await page.getByText(/there is nothing yet/).count()).toBe(0);
    await page.goto(`/carriers/${carrier.id}/show`);
    await page
      .getByRole('alert')
      .getByText(/carrier-service does not answer at the moment/)
      .waitFor();
    expect(new URL(page.url()).pathname).toBe(`/carriers/${carrier.id}/show`);
    await page.getByRole('menuitem', { name: 'Customers' }).click();
    await page.getByRole('table').waitFor();

    await page.goto(`/carriers/${carrier.id}/show`);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await services('start', 'carrier-service');
    await page.getByRole('button', { name: 'Try again' }).click();
    await shown(page, String(carrier.name));
    await page.getByRole('menuitem', { name: 'Carriers' }).click();
    await page.getByRole('table').waitFor();
    await page.getByRole('menuitem', { name: 'Dashboard' }).click();
    await tile('Carriers')
      .getByText(/^[\d,]+$/)
      .waitFor();
  });
});
