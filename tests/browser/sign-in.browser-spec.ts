import type { Page } from 'playwright-core';
import { anonymous, makeUser, signInAsAdmin } from '../e2e/support/fleet.js';
import { administrator, signIn } from './support/person.js';
import { scenario } from './support/scenario.js';

const path = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

describe('signing in', () => {
  scenario('asks for a sign-in at the first visit, and no request fails', async (stage) => {
    const { page } = await stage.person();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(path(page)).toBe('/login');
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  scenario(
    'says the same for a wrong password, an unknown email and a locked account, and suggests a reset',
    async (stage) => {
      const { page, watch } = await stage.person();
      const locked = await makeUser(await signInAsAdmin(), []);
      for (let times = 0; times < 5; times += 1)
        await anonymous.post('auth', 'auth/login', { email: locked.email, password: 'not the password' });
      watch.expects(401, /^\/api\/v1\/auth\/login$/);
      await page.goto('/');
      const says: (string | null)[] = [];
      for (const { email, password } of [
        { email: administrator().email, password: 'not the password' },
        { email: 'nobody@example.com', password: 'not the password' },
        locked,
      ]) {
        await page.getByLabel('Email').fill(email);
        await page.getByLabel('Password').first().fill(password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        const alert = page.getByRole('alert').filter({ hasText: 'wrong' });
        await alert.waitFor();
        says.push(await alert.textContent());
        await page.reload();
      }
      expect(says).toEqual(
        Array(3).fill(
          'The email or the password is wrong. After several attempts wait a while, or have your password reset.',
        ),
      );
    },
  );

  scenario('returns to the page that was asked for, with its search', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/sessions?perPage=50');
    await page.getByRole('table').waitFor();
    await page.waitForURL(/perPage=50/);
    expect(path(page)).toMatch(/^\/sessions\?/);
  });

  scenario('keeps no token where a script finds it, and survives a reload', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/sessions');
    await page.getByRole('table').waitFor();
    await page.reload();
    await page.getByText('this session', { exact: true }).waitFor();
    const stored = await page.evaluate(() => [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
    ]);
    const [local, tab, cookies] = stored as [[string, string][], [string, string][], string];
    expect(local.map(([key]) => key).filter((key) => !/^RaStoreHybridFleet\./.test(key))).toEqual([]);
    expect(JSON.stringify([local, tab])).not.toMatch(/eyJ/);
    expect(cookies).toMatch(/^hybrid-admin-session-\d+=may-exist$/);
    const [cookie, ...others] = (await person.context.cookies()).filter(({ value }) => value !== 'may-exist');
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' });
  });

  scenario('signs out: the page is gone, and the session does not come back', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator());
    await page.getByRole('button', { name: 'Ada Admin' }).click();
    await page.getByRole('menuitem', { name: 'Logout' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(path(page)).toBe('/login');
    await page.goto('/sessions');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(path(page)).toBe('/login');
  });
});

describe('what a browser keeps', () => {
  scenario('is its language and theme, also after signing out', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator());
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('menuitem', { name: 'Français' }).click();
    await page.getByRole('button', { name: 'Ada Admin' }).click();
    await page.getByRole('menuitem', { name: 'Déconnexion' }).click();
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
  });
});

describe('a session that ends meanwhile', () => {
  scenario('leads to the sign-in page when it was ended elsewhere, and back after it', async (stage) => {
    const admin = await signInAsAdmin();
    const user = await makeUser(admin, ['manager']);
    const person = await stage.person();
    const page = await person.signIn(user, '/sessions');
    await page.getByText('this session', { exact: true }).waitFor();
    person.watch.expects(401, /^\/api\/v1\/auth\//);
    for (const { id } of (await admin.get('auth', `auth/sessions?userId=${user.user.id}`)).body.data)
      expect((await admin.delete('auth', `auth/sessions/${id}`)).status).toBe(204);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, user);
    await page.getByText('this session', { exact: true }).waitFor();
    expect(path(page)).toBe('/sessions');
  });
});
