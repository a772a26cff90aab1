import { type Caller, makeUser, signInAsAdmin } from '../e2e/support/fleet.js';
import { address, otherPages, resourcePages } from './support/addresses.js';
import { administrator, type Person } from './support/person.js';
import { makeCustomer, makeRole } from './support/records.js';
import { scenario } from './support/scenario.js';

const NEEDED: Record<string, string> = {
  users: 'users:read',
  roles: 'roles:read',
  customers: 'customers:read',
  carriers: 'carriers:read',
  'pricing-rules': 'pricing:read',
  quotes: 'pricing:read',
  '/calculator': 'pricing:calculate',
  '/messaging': 'messaging:manage',
};

const menu = async ({ page }: Person) => {
  const entries = page.getByRole('menuitem');
  await entries.first().waitFor();
  return entries.allTextContents();
};

describe('permissions', () => {
  let admin: Caller;
  beforeAll(async () => {
    admin = await signInAsAdmin();
  });

  scenario('without any: the menu has only what is everybody’s, and an address says what is missing', async (stage) => {
    const user = await makeUser(admin, []);
    const person = await stage.person();
    const page = await person.signIn(user);
    expect(await menu(person)).toEqual(['Dashboard', 'Sessions']);
    const closed = [...resourcePages().map(({ name }) => name), ...otherPages()].filter((page) => page in NEEDED);
    for (const name of closed) {
      await page.goto(name.startsWith('/') ? name : address(name, 'list'));
      await page.getByRole('heading', { name: 'You may not see this page', level: 2 }).waitFor();
      await page.getByText(`“${NEEDED[name]}”`).waitFor();
    }
    await page.getByRole('link', { name: 'To the dashboard' }).click();
    await page.waitForURL(/:\d+\/$/);
  });

  scenario('to read only: no page offers to create, and its address says what is missing', async (stage) => {
    const user = await makeUser(admin, ['support']);
    const person = await stage.person();
    const page = await person.signIn(user, '/customers');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('link', { name: 'Create' }).count()).toBe(0);
    await page.goto(address('customers', 'create'));
    await page.getByText('“customers:create”').waitFor();
  });

  scenario('to read one thing only: no row to select, and a tab’s address says what is missing', async (stage) => {
    const role = await makeRole(admin, ['customers:read']);
    const customer = await makeCustomer(admin);
    const user = await makeUser(admin, [String(role.name)]);
    const person = await stage.person();
    const page = await person.signIn(user, '/customers');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.goto(`${address('customers', 'show', customer.id)}/history`);
    await page.getByText('“audit:read”').waitFor();
  });

  scenario('taken away meanwhile: the next answer says so, and the menu follows', async (stage) => {
    const user = await makeUser(admin, ['manager']);
    const person = await stage.person();
    const page = await person.signIn(user, '/carriers');
    await page.getByRole('table').waitFor();
    expect(await menu(person)).toContain('Carriers');
    expect(
      (await admin.patch('user', `users/${user.user.id}/roles`, { roles: ['user'], version: user.user.version }))
        .status,
    ).toBe(200);
    person.watch.expects(401, /^\/api\/v1\/carriers/);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('“carriers:read”').waitFor();
    await page.getByRole('menuitem', { name: 'Carriers' }).waitFor({ state: 'detached' });
    expect(await menu(person)).toEqual(['Dashboard', 'Sessions']);
  });

  scenario('a user who is deactivated meanwhile has to sign in, and may not', async (stage) => {
    const user = await makeUser(admin, ['manager']);
    const person = await stage.person();
    const page = await person.signIn(user, '/sessions');
    await page.getByText('this session', { exact: true }).waitFor();
    expect((await admin.post('user', `users/${user.user.id}/deactivate`)).status).toBe(200);
    person.watch.expects(401, /^\/api\/v1\/auth/);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('addresses that lead nowhere', () => {
  scenario('get a page that says so and leads back', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/no/such/page');
    await page.getByText('The address /no/such/page leads nowhere.').waitFor();
    await page.getByRole('link', { name: 'To the dashboard' }).click();
    await page.waitForURL(/:\d+\/$/);
  });
});
