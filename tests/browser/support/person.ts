import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { Watch } from './watch.js';

export interface Account {
  email: string;
  password: string;
}

/** A laptop's window, and a telephone's. */
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** How long a page may take to show what a test waits for, in milliseconds; on a busy machine that is long. */
const PATIENCE_MS = 60_000;

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests through scripts/testing/run-tests.sh`);
  return value;
}

/** Where the admin is, by the name that browsers trust without HTTPS. */
export const ADMIN = `http://localhost:${process.env.ADMIN_PORT}`;

export const administrator = (): Account => ({
  email: variable('ADMIN_EMAIL'),
  password: variable('ADMIN_PASSWORD'),
});

/** Somebody with a browser of their own: cookies, storage and tabs are shared with nobody. */
export class Person {
  private constructor(
    readonly context: BrowserContext,
    readonly watch: Watch,
    /** Their first tab. */
    readonly page: Page,
  ) {}

  static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
    variable('ADMIN_PORT');
    const context = await browser.newContext({
      baseURL: ADMIN,
      viewport: WIDE,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const watch = new Watch(context);
    return new Person(context, watch, await context.newPage());
  }

  /** Opens the admin, or one of its pages, and signs in with the form that is shown instead. */
  async signIn(account: Account, path = '/'): Promise<Page> {
    await this.page.goto(path);
    await signIn(this.page, account);
    return this.page;
  }
}

/** Fills in the sign-in page in whose language it is, and waits for what comes after it. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(({ pathname }) => pathname !== '/login');
  await page.locator('#main-content').waitFor({ state: 'attached' });
}
