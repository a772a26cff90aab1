import { makeUser, signInAsAdmin } from '../e2e/support/fleet.js';
import { signIn } from './support/person.js';
import { scenario } from './support/scenario.js';

describe('the list of sessions', () => {
  scenario('ends the session of another device, after asking', async (stage) => {
    const user = await makeUser(await signInAsAdmin(), []);
    const laptop = await stage.person();
    const phone = await stage.person({ userAgent: 'Mozilla/5.0 (iPhone) AppleWebKit Safari/605' });
    await phone.signIn(user, '/sessions');
    const page = await laptop.signIn(user, '/sessions');
    const row = page.getByRole('row', { name: 'Safari · iOS' });
    await row.getByRole('button', { name: 'End this session' }).click();
    const dialog = page.getByRole('dialog', { name: 'End this session?' });
    await dialog.getByText('Safari · iOS is signed out at once').waitFor();
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('The session was ended').waitFor();
    await row.waitFor({ state: 'detached' });

    phone.watch.expects(401, /^\/api\/v1\/auth\//);
    await phone.page.getByRole('button', { name: 'Refresh' }).click();
    await phone.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await phone.page.getByText('Your session is over. Please sign in again.').waitFor();
    await page.getByText('this session', { exact: true }).waitFor();
  });

  scenario('ends one’s own and leads to the sign-in page', async (stage) => {
    const user = await makeUser(await signInAsAdmin(), []);
    const person = await stage.person();
    const page = await person.signIn(user, '/sessions');
    const row = page.getByRole('row').filter({ has: page.getByText('this session', { exact: true }) });
    await row.getByRole('button', { name: 'End this session' }).click();
    await page.getByRole('dialog').getByText('This is the session you are using').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  scenario('signs out everywhere at once', async (stage) => {
    const user = await makeUser(await signInAsAdmin(), []);
    const [laptop, phone] = [await stage.person(), await stage.person()];
    await phone.signIn(user, '/sessions');
    const page = await laptop.signIn(user, '/sessions');
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    phone.watch.expects(401, /^\/api\/v1\/auth\//);
    await phone.page.getByRole('button', { name: 'Refresh' }).click();
    await phone.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, user);
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('button', { name: 'End this session' }).count()).toBe(1);
  });
});
