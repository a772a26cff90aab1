import type { BrowserContext, Page } from 'playwright-core';
import { services } from '../e2e/support/faults.js';
import { makeUser, signInAsAdmin } from '../e2e/support/fleet.js';
import { administrator, signIn } from './support/person.js';
import { scenario } from './support/scenario.js';
import { field } from './support/words.js';

/** Lets the access token's life pass up to where it is renewed, a minute before its end. */
const NEARLY_OVER_MS = (Number(process.env.ACCESS_TOKEN_TTL_SECONDS) - 55) * 1000;

const signInPage = (page: Page) => page.getByRole('heading', { name: 'Sign in' });
const ownSession = (page: Page) => page.getByText('this session', { exact: true });

function countRenewals(context: BrowserContext): () => number {
  let count = 0;
  context.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) count += 1;
  });
  return () => count;
}

describe('two tabs of one browser', () => {
  scenario('renew their session once before it ends, and both go on', async (stage) => {
    const { context, page, watch } = await stage.person();
    await context.clock.install();
    await page.goto('/sessions');
    await signIn(page, administrator());
    await ownSession(page).waitFor();
    const other = await context.newPage();
    await other.goto('/sessions');
    await ownSession(other).waitFor();

    const renewals = countRenewals(context);
    const renewed = page.waitForResponse(/auth\/refresh$/);
    const alsoRenewed = other.waitForResponse(/auth\/refresh$/);
    await context.clock.fastForward(NEARLY_OVER_MS);
    await Promise.race([renewed, alsoRenewed]);
    for (const tab of [page, other]) {
      await tab.getByRole('button', { name: 'Refresh' }).click();
      await ownSession(tab).waitFor();
    }
    expect(renewals()).toBe(1);
    expect(watch.complaints()).toEqual([]);
    // The one that had nothing to do waits in vain until its browser closes.
    for (const waiting of [renewed, alsoRenewed]) waiting.catch(() => {});
  });

  scenario('reload at once and both stay signed in', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/sessions');
    const other = await person.context.newPage();
    await other.goto('/sessions');
    await ownSession(other).waitFor();
    await Promise.all([page.reload(), other.reload()]);
    await Promise.all([ownSession(page).waitFor(), ownSession(other).waitFor()]);
  });

  scenario('sign out together, and in again together, each on its page', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator());
    const other = await person.context.newPage();
    await other.goto('/sessions');
    await ownSession(other).waitFor();
    await page.getByRole('button', { name: 'Ada Admin' }).click();
    await page.getByRole('menuitem', { name: 'Logout' }).click();
    await Promise.all([signInPage(page).waitFor(), signInPage(other).waitFor()]);
    expect(await other.getByRole('table').count()).toBe(0);
    await signIn(page, administrator());
    await ownSession(other).waitFor();
    expect(new URL(other.url()).pathname).toBe('/sessions');
  });

  scenario('leave alone what is typed into the profile when the other brings the user anew', async (stage) => {
    const admin = await signInAsAdmin();
    const user = await makeUser(admin, []);
    const person = await stage.person();
    const page = await person.signIn(user, '/profile');
    await field(page, 'First name').fill('Augusta');
    const { body } = await admin.get('user', `users/${user.user.id}`);
    const roles = { roles: ['support'], version: body.version };
    expect((await admin.patch('user', `users/${user.user.id}/roles`, roles)).status).toBe(200);
    const other = await person.context.newPage();
    await other.goto('/sessions');
    await ownSession(other).waitFor();
    await page.getByRole('menuitem', { name: 'Customers' }).waitFor();
    expect(await field(page, 'First name').inputValue()).toBe('Augusta');
  });
});

describe('while auth-service is away', () => {
  afterAll(() => services('start', 'auth-service'));

  scenario('a page that is loaded anew signs nobody out, and goes on when it is back', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator());
    person.watch.expects(503, /^\/api\/(v1\/auth\/refresh|services\/auth-service)/);
    await services('stop', 'auth-service');
    const other = await person.context.newPage();
    await other.goto('/customers');
    await other.getByText(/auth-service does not answer at the moment/).waitFor();
    await page.getByRole('menuitem', { name: 'Customers' }).click();
    await page.getByRole('table').waitFor();
    expect(new URL(page.url()).pathname).toBe('/customers');
    await services('start', 'auth-service');
    await other.getByRole('table').waitFor();
    expect(new URL(other.url()).pathname).toBe('/customers');
  });
});
